package dev.parallax.lab.scenario;

import dev.parallax.lab.servers.LabSite;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Segment;
import dev.parallax.stage.ExpectedVerdict;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A fault, its proof, and the expected verdicts.
 *
 * @param description a description of the fault
 * @param expected one verdict for each cause
 * @param ask the request besides the site
 * @param restarted vantages whose agents restart after the fault is installed, and after it is
 *     removed
 * @param refused vantages that must be excluded from the comparison
 * @param permitted a verdict that is right in addition to the expected verdicts and may be absent
 */
public record Scenario(
    String name,
    ScenarioFamily family,
    String description,
    List<FaultStep> fault,
    List<Proof> proofs,
    List<ExpectedVerdict> expected,
    Ask ask,
    List<String> restarted,
    Set<String> refused,
    Optional<ExpectedVerdict> permitted) {
  /** Where the cause is. */
  public enum ScenarioFamily {
    SEEDS,
    ORIGIN,
    EDGE,
    PATH,
    DNS,
    VANTAGE,
    HEALTHY,
    TWO_CAUSES;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * The request of a sweep.
   *
   * @param options of {@code parallax sweep}
   */
  public record Ask(String target, List<String> options) {
    static final Ask USUAL = new Ask("https://" + LabSite.NAME, List.of());

    public Ask {
      options = List.copyOf(options);
    }
  }

  public Scenario {
    fault = List.copyOf(fault);
    proofs = List.copyOf(proofs);
    expected = List.copyOf(expected);
    restarted = List.copyOf(restarted);
    refused = Set.copyOf(refused);
  }

  static Scenario scenario(ScenarioFamily family, String name, String description) {
    return new Scenario(
        name,
        family,
        description,
        List.of(),
        List.of(),
        List.of(),
        Ask.USUAL,
        List.of(),
        Set.of(),
        Optional.empty());
  }

  Scenario fault(FaultStep... steps) {
    return new Scenario(
        name,
        family,
        description,
        List.of(steps),
        proofs,
        expected,
        ask,
        restarted,
        refused,
        permitted);
  }

  Scenario proof(Proof... shown) {
    return new Scenario(
        name,
        family,
        description,
        fault,
        List.of(shown),
        expected,
        ask,
        restarted,
        refused,
        permitted);
  }

  Scenario expect(ExpectedVerdict... verdicts) {
    return expecting(List.of(verdicts));
  }

  private Scenario expecting(List<ExpectedVerdict> verdicts) {
    return new Scenario(
        name, family, description, fault, proofs, verdicts, ask, restarted, refused, permitted);
  }

  /** With another target than the usual one. */
  Scenario target(String target) {
    return new Scenario(
        name,
        family,
        description,
        fault,
        proofs,
        expected,
        new Ask(target, ask.options()),
        restarted,
        refused,
        permitted);
  }

  /** With these additional options. */
  Scenario asking(String... options) {
    return new Scenario(
        name,
        family,
        description,
        fault,
        proofs,
        expected,
        new Ask(ask.target(), List.of(options)),
        restarted,
        refused,
        permitted);
  }

  /** An agent reads its host's state when it starts. */
  Scenario restarting(String... vantages) {
    return new Scenario(
        name,
        family,
        description,
        fault,
        proofs,
        expected,
        ask,
        List.of(vantages),
        refused,
        permitted);
  }

  /** The probes of these vantages' agents are another experiment, which must be detected. */
  Scenario refusing(String... vantages) {
    return refusing(Set.of(vantages));
  }

  private Scenario refusing(Set<String> vantages) {
    return new Scenario(
        name, family, description, fault, proofs, expected, ask, restarted, vantages, permitted);
  }

  /**
   * The same with the right verdicts under these conditions; empty where no vantage can observe the
   * fault.
   */
  public Optional<Scenario> under(Conditions conditions) {
    var visible =
        expected.stream()
            .flatMap(it -> ExpectedWithoutVantages.under(conditions, it).stream())
            .toList();
    var left = new HashSet<>(refused);
    conditions.withoutEvidence().forEach(left::remove);
    return visible.isEmpty()
        ? Optional.empty()
        : Optional.of(expecting(visible).refusing(left).permitting(conditions.starved()));
  }

  /** A sweep may name the shortage of CPU time of this vantage. */
  private Scenario permitting(Optional<String> starved) {
    var shortage =
        starved.map(
            it ->
                ExpectedVerdict.of(Blame.VANTAGE, Segment.AGENT, Cause.AGENT_SHORT_OF_CPU).at(it));
    return new Scenario(
        name, family, description, fault, proofs, expected, ask, restarted, refused, shortage);
  }

  public boolean isHealthy() {
    return expected.equals(List.of(ExpectedVerdict.HEALTHY));
  }

  public String expectedText() {
    return expected.stream().map(ExpectedVerdict::toString).collect(Collectors.joining(" + "))
        + (refused.isEmpty() ? "" : ", not compared: " + String.join(",", new TreeSet<>(refused)));
  }
}
