package dev.parallax.agent.classify.handshake;

/** The random values of a ClientHello; all other fields follow from its recipe. */
public interface HelloChance {
  /** This many unpredictable bytes. */
  byte[] random(int length);

  /**
   * The public part of a fresh key, in the encoding of {@code key_share}.
   *
   * @throws IllegalArgumentException when no key of this group can be generated
   */
  byte[] share(Group group);
}
