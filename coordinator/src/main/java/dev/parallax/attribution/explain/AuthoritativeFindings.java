package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.ProbeVariant;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answers of the zone's own name servers at the failing vantages, beside their resolver's. */
final class AuthoritativeFindings {
  private final Contrast contrast;
  private final List<ComparedVantage> rows;

  private AuthoritativeFindings(Contrast contrast) {
    this.contrast = contrast;
    this.rows =
        contrast.failing().stream()
            .filter(row -> row.misled() || row.lost())
            .filter(row -> Contrast.count(List.of(row), Arm.AUTHORITATIVE) > 0)
            .toList();
  }

  static Optional<Evidence> of(Contrast contrast) {
    return new AuthoritativeFindings(contrast).finding();
  }

  private Optional<Evidence> finding() {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    var udp = trials().filter(trial -> !isGuarded(trial)).toList();
    var tcp = trials().filter(AuthoritativeFindings::isGuarded).toList();
    if (!udp.isEmpty()
        && !tcp.isEmpty()
        && udp.stream().allMatch(AuthoritativeFindings::isLied)
        && tcp.stream().allMatch(ClassifiedTrial::ok)) {
      return evidence(
          FindingKind.ZONE_DIFFERS_BY_TRANSPORT,
          Map.of("udp", answers(udp.stream()), "tcp", answers(tcp.stream())));
    }
    if (trials().allMatch(ClassifiedTrial::ok)) {
      return evidence(
          FindingKind.ZONE_ANSWERS_OTHERWISE,
          Map.of("answers", answers(trials()), "resolved", resolved()));
    }
    return gives()
        ? evidence(FindingKind.ZONE_ANSWERS_SAME, Map.of("answers", answers(trials())))
        : Optional.empty();
  }

  private Optional<Evidence> evidence(FindingKind kind, Map<String, String> parameters) {
    return Optional.of(
        Contrast.evidence(
            kind,
            parameters,
            rows,
            List.of(),
            contrast.weights().of(rows, Set.of(Arm.AUTHORITATIVE))));
  }

  private Stream<ClassifiedTrial> trials() {
    return Contrast.trials(rows, Arm.AUTHORITATIVE);
  }

  /** Whether every trial has an address that the vantage's own resolver gave. */
  private boolean gives() {
    return rows.stream()
        .allMatch(
            row ->
                Contrast.trials(List.of(row), Arm.AUTHORITATIVE)
                    .allMatch(
                        trial ->
                            isLied(trial)
                                && given(trial).anyMatch(row.vantage().addresses()::contains)));
  }

  private static boolean isGuarded(ClassifiedTrial trial) {
    return trial.variant() == ProbeVariant.Query.CONNECTION;
  }

  private static boolean isLied(ClassifiedTrial trial) {
    return trial.symptom() == Symptom.NAME_LIED;
  }

  private static Stream<IpAddress> given(ClassifiedTrial trial) {
    return Stream.concat(trial.resolved().stream(), trial.zoneAddresses());
  }

  private static String answers(Stream<ClassifiedTrial> trials) {
    return trials
        .flatMap(AuthoritativeFindings::given)
        .distinct()
        .sorted()
        .map(IpAddress::toString)
        .collect(Collectors.joining(" "));
  }

  /** The addresses of the vantages' own resolvers, or their failure words. */
  private String resolved() {
    return Stream.concat(
            rows.stream()
                .flatMap(row -> row.vantage().addresses().stream())
                .map(IpAddress::toString),
            rows.stream()
                .filter(ComparedVantage::lost)
                .flatMap(row -> row.vantage().base())
                .flatMap(trial -> trial.word().stream())
                .map(word -> word.word()))
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
