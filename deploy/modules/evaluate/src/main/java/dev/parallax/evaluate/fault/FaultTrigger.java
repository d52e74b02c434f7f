package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedFlow;

/** When a fault strikes a flow that passes it. */
interface FaultTrigger {
  boolean strikes(SimulatedFlow flow);

  FaultTrigger ALWAYS = flow -> true;

  /** Each flow for itself. */
  static FaultTrigger often(double probability) {
    return flow -> flow.draw().chance(probability);
  }

  /** The same flows each time, by addresses and ports. */
  static FaultTrigger byFlow(double share, long salt) {
    return flow ->
        share(salt + flow.sourcePort() * 65_537L + 31L * flow.address().hashCode() + seed(flow))
            < share;
  }

  /** The same clients each time. */
  static FaultTrigger byClient(double share, long salt) {
    return flow -> share(salt + seed(flow)) < share;
  }

  static double share(long key) {
    return (SeededRandom.mix(SeededRandom.mix(key)) >>> 11) * 0x1.0p-53;
  }

  private static long seed(SimulatedFlow flow) {
    return 7_919L * flow.place().id().name().hashCode();
  }
}
