package dev.parallax.watch.edit;

/**
 * A secret of a route, which its text form does not show.
 *
 * @param value one line of 1 to 4096 characters without control characters
 */
public record SecretText(String value) {
  private static final int LONGEST = 4_096;

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException without the value
   */
  public SecretText {
    value = value.strip();
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "expected a secret of 1 to %d characters, got: %d characters"
              .formatted(LONGEST, value.length()));
    }
    if (value.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "expected a secret of one line, got: a text with control characters");
    }
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
