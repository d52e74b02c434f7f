package dev.parallax.conformance;

import java.util.Locale;

/** The result of a client for a chain. */
enum ClientResult {
  ACCEPTS,
  REFUSES,
  /** A limit of the client was met first. */
  UNDECIDED,
  /** The client did not run this case. */
  ABSENT;

  /**
   * The result of a suite's word.
   *
   * @throws IllegalArgumentException when it is neither {@code SUCCESS} nor {@code FAILURE}
   */
  static ClientResult parse(String word) {
    return switch (word) {
      case "SUCCESS" -> ACCEPTS;
      case "FAILURE" -> REFUSES;
      default -> throw new IllegalArgumentException("expected SUCCESS or FAILURE, got: " + word);
    };
  }

  /** E.g. {@code accepts}; a dash when absent. */
  String text() {
    return this == ABSENT ? "-" : name().toLowerCase(Locale.ROOT);
  }
}
