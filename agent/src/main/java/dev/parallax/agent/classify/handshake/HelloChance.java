package dev.parallax.agent.classify.handshake;

/** What must differ from one ClientHello to the next; everything else follows from its recipe. */
public interface HelloChance {
  /** This many unpredictable bytes. */
  byte[] random(int length);

  /**
   * The public part of a fresh key, as it stands in {@code key_share}.
   *
   * @throws IllegalArgumentException when no key of this group can be made
   */
  byte[] share(Group group);
}
