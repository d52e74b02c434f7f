package dev.parallax.attribution.stats;

/**
 * The shares of a whole that the rules of attribution compare with. Nothing of nothing is at least
 * and at most every share, and over none. Each comparison exists for counts and for weighted
 * counts.
 */
public final class Shares {
  private Shares() {}

  public static boolean isOverHalf(double part, double whole) {
    return part * 2 > whole;
  }

  public static boolean isOverHalf(long part, long whole) {
    return part * 2 > whole;
  }

  public static boolean isAtLeastHalf(double part, double whole) {
    return part * 2 >= whole;
  }

  public static boolean isAtLeastHalf(long part, long whole) {
    return part * 2 >= whole;
  }

  public static boolean isAtLeastFourFifths(double part, double whole) {
    return part * 5 >= whole * 4;
  }

  public static boolean isAtLeastFourFifths(long part, long whole) {
    return part * 5 >= whole * 4;
  }

  public static boolean isAtLeastThreeFifths(double part, double whole) {
    return part * 5 >= whole * 3;
  }

  public static boolean isAtLeastThreeFifths(long part, long whole) {
    return part * 5 >= whole * 3;
  }

  public static boolean isAtLeastTwoFifths(double part, double whole) {
    return part * 5 >= whole * 2;
  }

  public static boolean isAtLeastTwoFifths(long part, long whole) {
    return part * 5 >= whole * 2;
  }

  public static boolean isAtMostOneFifth(double part, double whole) {
    return part * 5 <= whole;
  }

  public static boolean isAtMostOneFifth(long part, long whole) {
    return part * 5 <= whole;
  }
}
