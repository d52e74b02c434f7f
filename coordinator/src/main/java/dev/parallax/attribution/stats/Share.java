package dev.parallax.attribution.stats;

/**
 * A part and its whole, compared with the shares that the rules of attribution use. If both are 0,
 * the share is at least and at most every bound, and over none.
 *
 * @param part a count or a sum of weights
 * @param whole in the same unit
 */
public record Share(double part, double whole) {
  public static Share of(double part, double whole) {
    return new Share(part, whole);
  }

  public static Share of(long part, long whole) {
    return new Share((double) part, (double) whole);
  }

  public boolean isOverHalf() {
    return part * 2 > whole;
  }

  public boolean isAtLeastHalf() {
    return part * 2 >= whole;
  }

  public boolean isAtLeastFourFifths() {
    return part * 5 >= whole * 4;
  }

  public boolean isAtLeastThreeFifths() {
    return part * 5 >= whole * 3;
  }

  public boolean isAtLeastTwoFifths() {
    return part * 5 >= whole * 2;
  }

  public boolean isAtLeastPercent(int percent) {
    return part * 100 >= whole * percent;
  }

  public boolean isAtMostOneFifth() {
    return part * 5 <= whole;
  }
}
