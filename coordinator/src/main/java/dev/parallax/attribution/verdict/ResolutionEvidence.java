package dev.parallax.attribution.verdict;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.correction.AddressTrust;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.plan.Arm;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the trials show about the resolution of the name.
 *
 * @param failing the vantages that clearly show the hypothesis
 */
record ResolutionEvidence(Comparison table, Hypothesis hypothesis, List<ComparedVantage> failing) {
  /** The zone's own name servers give a failing vantage the wrong answer. */
  boolean isGivenByZone() {
    return failing.stream().anyMatch(ResolutionEvidence::zoneGivesIt);
  }

  private static boolean zoneGivesIt(ComparedVantage row) {
    return row.vantage().count(Arm.AUTHORITATIVE, trial -> trial.symptom() == Symptom.NAME_LIED)
        > 0;
  }

  /** All failing vantages use the same resolver, and no other resolver fails there. */
  boolean isOfOneResolver() {
    return resolvers().size() == 1 && failing.stream().noneMatch(ResolutionEvidence::anotherFails);
  }

  private Set<String> resolvers() {
    return failing.stream()
        .map(ComparedVantage::vantage)
        .flatMap(AddressTrust::resolvers)
        .collect(Collectors.toSet());
  }

  private static boolean anotherFails(ComparedVantage row) {
    return row.vantage()
            .count(Arm.OTHER_RESOLVER, trial -> trial.symptom() == Symptom.NAME_UNRESOLVED)
        > 0;
  }

  /**
   * Without an answer the resolution is at fault. With an answer the name must pass at another
   * address, or fail for other networks at the address that the resolver gave.
   */
  boolean isAtFault() {
    return hypothesis.symptom() == Symptom.NAME_UNRESOLVED
        || ComparedVantages.networks(refuting()).size() >= 2
        || failing.stream()
            .flatMap(ComparedVantage::named)
            .anyMatch(trial -> ArmGroups.ADDRESSED.contains(trial.arm()) && trial.ok());
  }

  /** Vantages of other networks that fail at an address which this resolver gave. */
  private List<ComparedVantage> refuting() {
    var misledTo =
        failing.stream()
            .filter(ComparedVantage::misled)
            .flatMap(row -> row.vantage().base())
            .flatMap(trial -> trial.at().stream())
            .filter(at -> !table.addresses().vouched().contains(at))
            .collect(Collectors.toSet());
    return table.rows().stream()
        .filter(row -> !failing.contains(row))
        .filter(
            row ->
                row.vantage()
                        .count(
                            Arm.PEER_ADDRESSES,
                            trial ->
                                !trial.ok() && trial.at().filter(misledTo::contains).isPresent())
                    > 0)
        .toList();
  }
}
