package dev.parallax.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A probe that changes exactly one factor of {@link #BASE}. New arms are appended. */
public enum Arm {
  /** The target as a client would reach it. */
  BASE,
  /** Same address, an innocuous server name. */
  CONTROL_SNI,
  /** Same address, no server name at all. */
  NO_SNI,
  /** Waits after the connect before it sends the ClientHello. */
  DELAYED_HELLO,
  /** The target's name at one address, the same for every vantage. */
  PINNED_ADDRESS,
  /** The target's name at the addresses other vantages resolved; the variant is the address. */
  PEER_ADDRESSES,
  /** The target's server name sent to a neutral server elsewhere. Opt-in per agent. */
  REAL_SNI_AT_NEUTRAL,
  /** An unrelated, known-good site: is it me? The variant is that site. */
  REFERENCE;

  /**
   * The arm as written in JSON, on the command line and in the documentation, e.g. {@code
   * control_sni}.
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Arm> of(String word) {
    return Stream.of(values()).filter(arm -> arm.word().equals(word)).findFirst();
  }
}
