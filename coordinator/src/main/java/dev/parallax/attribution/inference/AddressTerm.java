package dev.parallax.attribution.inference;

import dev.parallax.attribution.catalogue.WitnessPriors;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.model.verdict.Cause;
import java.util.List;

/**
 * The term of the likelihood for resolved addresses: addresses without corroboration need a cause
 * as well, once for every network whose resolvers return them.
 */
public final class AddressTerm {
  private AddressTerm() {}

  static double of(Comparison table, List<Hypothesis> hypotheses) {
    if (table.misledVantages().isEmpty()) {
      return 0;
    }
    var unexplained =
        table.misledVantages().stream()
            .filter(row -> !areAddressesExplained(row, hypotheses))
            .toList();
    var networks = unexplained.stream().map(ComparedVantage::network).distinct().toList();
    return networks.stream()
        .mapToDouble(network -> differs(table, network, unexplained, hypotheses))
        .sum();
  }

  private static double differs(
      Comparison table, String network, List<ComparedVantage> misled, List<Hypothesis> hypotheses) {
    return misled.stream()
        .filter(row -> row.network().equals(network))
        .findFirst()
        .filter(row -> isOriginsOwn(row, hypotheses))
        .map(row -> originsOwn(table, row))
        .orElse(WitnessPriors.LOG_ADDRESSES_DIFFER);
  }

  private static double originsOwn(Comparison table, ComparedVantage row) {
    return table.former().contains(row.id())
        ? WitnessPriors.LOG_ADDRESS_IS_FORMER
        : WitnessPriors.LOG_ADDRESS_IS_ORIGINS;
  }

  /**
   * The unknown cause explains addresses unless another hypothesis claims that one of them is the
   * origin's: nothing but a cause of the resolution takes that claim's penalty away.
   */
  private static boolean areAddressesExplained(ComparedVantage row, List<Hypothesis> hypotheses) {
    return hypotheses.stream()
        .filter(hypothesis -> hypothesis.touches(row))
        .anyMatch(
            hypothesis ->
                switch (hypothesis.id()) {
                  case RESOLVER_LIES_OR_FAILS, DNS_INJECTION, ZONE_FAULT -> true;
                  case UNKNOWN -> !isOriginsOwn(row, hypotheses);
                  default -> false;
                });
  }

  private static boolean isOriginsOwn(ComparedVantage row, List<Hypothesis> hypotheses) {
    return hypotheses.stream()
        .anyMatch(
            hypothesis -> hypothesis.id() == Cause.ONE_ADDRESS_BAD && hypothesis.touches(row));
  }
}
