package dev.parallax.attribution;

/** How often something that happens now and then shows in some trials. */
final class Strikes {
  /** From as many trials on one failure is noise. */
  private static final int MANY = 10;

  private Strikes() {}

  /** How often the cause struck so far, where it reaches. */
  static double rate(Cause cause) {
    double struck = 0;
    double trials = 0;
    for (var row : cause.reach().rows()) {
      for (var one : row.base().entrySet()) {
        struck += cause.shows(one.getKey()) ? one.getValue() : 0;
        trials += one.getValue();
      }
    }
    return (struck + 1) / (trials + 2);
  }

  /** Chance that it is noticed: once in a few trials, twice in many. */
  static double chance(double rate, int trials) {
    var never = Math.pow(1 - rate, trials);
    var once = trials < MANY ? 0 : trials * rate * Math.pow(1 - rate, trials - 1);
    return Math.max(0, 1 - never - once);
  }
}
