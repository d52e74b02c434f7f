package dev.parallax.evaluate;

/** When a fault strikes a flow that passes it. */
interface Whim {
  boolean strikes(Flow flow);

  Whim ALWAYS = flow -> true;

  /** Each flow for itself. */
  static Whim often(double probability) {
    return flow -> flow.draw().chance(probability);
  }

  /** The same flows each time, by addresses and ports. */
  static Whim byFlow(double share, long salt) {
    return flow ->
        share(salt + flow.sourcePort() * 65_537L + 31L * flow.address().hashCode() + seed(flow))
            < share;
  }

  /** The same clients each time. */
  static Whim byClient(double share, long salt) {
    return flow -> share(salt + seed(flow)) < share;
  }

  static double share(long key) {
    return (Draw.mix(Draw.mix(key)) >>> 11) * 0x1.0p-53;
  }

  private static long seed(Flow flow) {
    return 7_919L * flow.place().id().name().hashCode();
  }
}
