package dev.parallax.agent.config;

import dev.parallax.agent.policy.BudgetLimits;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Maximum handshakes a second of this host's probes. The owner may lower the standard rates, not
 * raise them. Datagrams and bytes are lowered in the same proportion.
 *
 * @param port to one port of one address
 * @param address to one address
 * @param total to all addresses
 */
public record HandshakeRates(int port, int address, int total) {
  public static final HandshakeRates STANDARD =
      new HandshakeRates(
          BudgetLimits.STANDARD.port().perSecond(),
          BudgetLimits.STANDARD.address().connections().perSecond(),
          BudgetLimits.STANDARD.total().connections().perSecond());

  private static final String PORT = "port";
  private static final String ADDRESS = "address";
  private static final String TOTAL = "total";
  private static final Pattern RATE =
      Pattern.compile("(?<scope>port|address|total) +(?<rate>[0-9]{1,4})");

  public HandshakeRates {
    check(PORT, port, BudgetLimits.STANDARD.port().perSecond());
    check(ADDRESS, address, BudgetLimits.STANDARD.address().connections().perSecond());
    check(TOTAL, total, BudgetLimits.STANDARD.total().connections().perSecond());
  }

  /**
   * Reads items such as {@code port 5}; a scope without an item has its standard rate.
   *
   * @throws IllegalArgumentException naming a malformed item or a rate out of bounds
   */
  static HandshakeRates parse(List<String> items) {
    var rates = new HashMap<String, Integer>();
    for (var item : items) {
      var parts = RATE.matcher(item);
      if (!parts.matches()
          || rates.put(parts.group("scope"), Integer.valueOf(parts.group("rate"))) != null) {
        throw new IllegalArgumentException(
            "rates are port N, address N and total N, each at most once, got: " + item);
      }
    }
    return new HandshakeRates(
        rates.getOrDefault(PORT, STANDARD.port),
        rates.getOrDefault(ADDRESS, STANDARD.address),
        rates.getOrDefault(TOTAL, STANDARD.total));
  }

  /** The probe budget with these rates. */
  public BudgetLimits limits() {
    return BudgetLimits.STANDARD.lowered(port, address, total);
  }

  private static void check(String scope, int rate, int most) {
    if (rate < 1 || rate > most) {
      throw new IllegalArgumentException(
          "the rate of " + scope + " is 1 to " + most + " handshakes a second, got: " + rate);
    }
  }

  /** As written after {@code rates =}. */
  @Override
  public String toString() {
    return "port " + port + ", address " + address + ", total " + total;
  }
}
