package dev.parallax.wire;

/** A line of {@code PlanFinished.unsupported}: at most 300 characters, all of them printable. */
final class ProbeLine {
  /** Characters of a line, by the contract. */
  static final int LONGEST = 300;

  private ProbeLine() {}

  static String of(String target, String arm, String variant, String why) {
    return printable(
        target + " " + arm + (variant.isEmpty() ? "" : " " + variant) + ": " + why, LONGEST);
  }

  /** At most so many characters; control and formatting characters become question marks. */
  static String printable(String text, int most) {
    return text.codePoints()
        .limit(most)
        .map(point -> unfit(point) ? '?' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean unfit(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
