package dev.parallax.evaluate;

/**
 * A path that is bad for a while and then good again: Gilbert and Elliott's two states, in time.
 *
 * @param changes seconds at which the state changes, in order, beginning good
 * @param loss of a packet while it is bad
 */
record Bursts(double[] changes, double loss) {
  static final Bursts NONE = new Bursts(new double[0], 0);
  private static final double HORIZON = 120;

  static Bursts drawn(Draw draw) {
    double good = draw.between(8.0, 60.0);
    double bad = draw.between(0.3, 4.0);
    var changes = new double[64];
    double now = draw.exponential(good);
    int count = 0;
    while (now < HORIZON && count < changes.length) {
      changes[count] = now;
      now += draw.exponential(count % 2 == 0 ? bad : good);
      count++;
    }
    return new Bursts(java.util.Arrays.copyOf(changes, count), draw.between(0.4, 0.95));
  }

  boolean bad(double time) {
    int passed = 0;
    while (passed < changes.length && changes[passed] <= time) {
      passed++;
    }
    return passed % 2 == 1;
  }
}
