package dev.parallax.lab;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A fault, the proof that it is there, and the verdicts that are right.
 *
 * @param told what is wrong, for people
 */
record Scenario(
    String name,
    Family family,
    String told,
    List<Step> fault,
    List<Proof> proofs,
    List<Expected> expected) {
  /** Where the cause is. */
  enum Family {
    SEEDS,
    ORIGIN,
    EDGE,
    PATH,
    DNS,
    VANTAGE,
    HEALTHY,
    TWO_CAUSES;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  Scenario {
    fault = List.copyOf(fault);
    proofs = List.copyOf(proofs);
    expected = List.copyOf(expected);
  }

  static Scenario scenario(Family family, String name, String told) {
    return new Scenario(name, family, told, List.of(), List.of(), List.of());
  }

  Scenario fault(Step... steps) {
    return new Scenario(name, family, told, List.of(steps), proofs, expected);
  }

  Scenario proof(Proof... shown) {
    return new Scenario(name, family, told, fault, List.of(shown), expected);
  }

  Scenario expect(Expected... verdicts) {
    return new Scenario(name, family, told, fault, proofs, List.of(verdicts));
  }

  String expectedText() {
    return expected.stream().map(Expected::toString).collect(Collectors.joining(" + "));
  }
}
