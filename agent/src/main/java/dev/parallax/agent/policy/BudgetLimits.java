package dev.parallax.agent.policy;

import dev.parallax.agent.policy.SendingBudget.Rate;

/**
 * The limits of the probe budget.
 *
 * @param port connections to one port of one address
 * @param address rates for one address
 * @param total rates for all addresses
 * @param heldAtAddress connections and path probes to one address at once
 * @param held connections and path probes at once
 * @param ports different ports of one address in an hour
 * @param addresses different addresses in an hour
 * @param names different names resolved in an hour
 */
public record BudgetLimits(
    Rate port,
    Rates address,
    Rates total,
    int heldAtAddress,
    int held,
    int ports,
    int addresses,
    int names) {

  /** A rate for each kind of cost. */
  public record Rates(Rate connections, Rate datagrams, Rate bytes) {}

  /** Several times the need of one coordinator's sweeps at one vantage. */
  public static final BudgetLimits STANDARD =
      new BudgetLimits(
          new Rate(25, 100),
          new Rates(new Rate(50, 200), new Rate(200, 800), new Rate(256 << 10, 1 << 20)),
          new Rates(new Rate(100, 400), new Rate(300, 1_200), new Rate(512 << 10, 2 << 20)),
          256,
          512,
          64,
          4_096,
          2_000);

  private static final Rate AMPLE_RATE = new Rate(1 << 30, 1 << 30);
  private static final Rates AMPLE_RATES = new Rates(AMPLE_RATE, AMPLE_RATE, AMPLE_RATE);

  /** For peers of our own: warm-up, tests and benchmarks. */
  public static final BudgetLimits AMPLE =
      new BudgetLimits(
          AMPLE_RATE, AMPLE_RATES, AMPLE_RATES, 1 << 20, 1 << 20, 1 << 16, 1 << 20, 1 << 20);

  public BudgetLimits {
    if (Math.min(Math.min(heldAtAddress, held), Math.min(ports, Math.min(addresses, names))) < 1) {
      throw new IllegalArgumentException("each limit is 1 or more");
    }
  }

  /**
   * The same with lower rates; datagrams, bytes and bursts are lowered in the same proportion.
   *
   * @param perPort connections a second to one port of one address
   * @param perAddress connections a second to one address
   * @param all connections a second to all addresses
   */
  public BudgetLimits lowered(int perPort, int perAddress, int all) {
    return new BudgetLimits(
        lowered(port, perPort, port),
        lowered(address, perAddress),
        lowered(total, all),
        heldAtAddress,
        held,
        ports,
        addresses,
        names);
  }

  private static Rates lowered(Rates rates, int perSecond) {
    return new Rates(
        lowered(rates.connections(), perSecond, rates.connections()),
        lowered(rates.datagrams(), perSecond, rates.connections()),
        lowered(rates.bytes(), perSecond, rates.connections()));
  }

  private static Rate lowered(Rate rate, int perSecond, Rate of) {
    return new Rate(lowered(rate.perSecond(), perSecond, of), lowered(rate.burst(), perSecond, of));
  }

  private static int lowered(int value, int perSecond, Rate of) {
    return (int) Math.max(1, (long) value * perSecond / of.perSecond());
  }

  /** The same with other rates of connections. */
  BudgetLimits connecting(Rate all, Rate each) {
    return new BudgetLimits(
        each,
        new Rates(each, address.datagrams(), address.bytes()),
        new Rates(all, total.datagrams(), total.bytes()),
        heldAtAddress,
        held,
        ports,
        addresses,
        names);
  }
}
