package dev.parallax.attribution.explain;

import dev.parallax.attribution.catalogue.WitnessPriors;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.health.CentralCertificateCheck;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.WeightOfEvidence;
import dev.parallax.attribution.stats.ClopperPearson;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.Arm;
import dev.parallax.model.Cause;
import dev.parallax.model.Evidence;
import dev.parallax.model.FailureWord;
import dev.parallax.model.FindingKind;
import dev.parallax.model.VantageId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The findings that speak for one cause, weighed against the runner-up. */
public final class EvidenceFindings {
  private static final List<Arm> CONTRASTS =
      List.of(
          Arm.CONTROL_SNI,
          Arm.NO_SNI,
          Arm.DELAYED_HELLO,
          Arm.PINNED_ADDRESS,
          Arm.PEER_ADDRESSES,
          Arm.REAL_SNI_AT_NEUTRAL,
          Arm.RESPONDER);

  private final Hypothesis hypothesis;
  private final Symptom symptom;
  private final WeightOfEvidence weights;
  private final List<ComparedVantage> failing;
  private final String word;
  private final List<ComparedVantage> passing;
  private final List<Evidence> found = new ArrayList<>();

  private EvidenceFindings(Comparison table, Hypothesis hypothesis, WeightOfEvidence weights) {
    this.hypothesis = hypothesis;
    this.symptom = hypothesis.symptom();
    this.weights = weights;
    this.failing = AffectedVantages.by(hypothesis);
    this.word = dominant(failing, hypothesis).map(FailureWord::word).orElse("");
    this.passing =
        table.rows().stream()
            .filter(
                row ->
                    row.trusted()
                        && !failing.contains(row)
                        && AffectedVantages.clears(row, hypothesis))
            .toList();
  }

  /** Loudest first. */
  public static List<Evidence> of(
      Comparison table, Hypothesis hypothesis, WeightOfEvidence weights) {
    var findings = new EvidenceFindings(table, hypothesis, weights);
    findings.base();
    findings.inside();
    CONTRASTS.forEach(findings::arm);
    SingleArmFindings.passing(findings.failing).forEach(findings.found::add);
    CertificateFindings.of(hypothesis, findings.failing, findings.passing, weights)
        .ifPresent(findings.found::add);
    findings.central();
    findings.addresses();
    findings.references();
    BreakTimingFinding.of(hypothesis, findings.failing).ifPresent(findings.found::add);
    findings.facts();
    findings.found.addAll(
        FarEndFindings.of(table.farEnds(), hypothesis, findings.failing, weights));
    findings.found.addAll(PacketFindings.of(hypothesis, findings.failing));
    findings.found.sort(Comparator.comparingDouble(Evidence::weight).reversed());
    return List.copyOf(findings.found);
  }

  public static Evidence nothingFails(Comparison table) {
    var failed =
        (int)
            table.rows().stream().flatMap(row -> row.vantage().base()).filter(t -> !t.ok()).count();
    var trials = (int) table.rows().stream().mapToLong(ComparedVantage::baseTrials).sum();
    return new Evidence(
        FindingKind.NOTHING_FAILS,
        Map.of(
            "failed", text(failed),
            "trials", text(trials),
            "excluded", rate(ClopperPearson.upperBound(failed, trials))),
        List.of(),
        ComparedVantages.ids(table.rows()),
        0);
  }

  private void base() {
    var outside = failing.stream().filter(row -> !row.inside()).toList();
    var shown = outside.isEmpty() ? failing : outside;
    var failed = count(shown, Arm.BASE, this::shows);
    var trials = count(shown, Arm.BASE, trial -> true);
    add(
        FindingKind.BASE_FAILS,
        Map.of("word", word, "failed", text(failed), "trials", text(trials)),
        shown,
        List.of(),
        weights.of(shown, Set.of(Arm.BASE)));
    if (failed > 0 && failed < trials) {
      add(
          FindingKind.RANDOM,
          Map.of(
              "failed", text(failed), "trials", text(trials), "rate", rate(1.0 * failed / trials)),
          shown,
          List.of(),
          0);
    }
    var others = passing.stream().filter(row -> !row.inside()).toList();
    unaffected(others, FindingKind.ELSEWHERE_PASSES, FindingKind.ELSEWHERE_SPARED);
  }

  private void central() {
    if (symptom.isCertificate()) {
      var vantages = failing.stream().map(ComparedVantage::vantage).toList();
      CentralCertificateCheck.finding(vantages, symptom, weights.of(failing, Set.of(Arm.BASE)))
          .ifPresent(found::add);
    }
  }

  private void inside() {
    var broken = failing.stream().filter(ComparedVantage::inside).toList();
    if (!broken.isEmpty()) {
      add(
          FindingKind.INSIDE_FAILS,
          Map.of(
              "word", word,
              "failed", text(count(broken, Arm.BASE, this::shows)),
              "trials", text(count(broken, Arm.BASE, trial -> true))),
          broken,
          List.of(),
          weights.of(broken, Set.of(Arm.BASE)));
    }
    var sound = passing.stream().filter(ComparedVantage::inside).toList();
    unaffected(sound, FindingKind.INSIDE_PASSES, FindingKind.INSIDE_SPARED);
  }

  /**
   * Who is not touched by this cause passes, or fails by another one; the two are not to be mixed
   * up.
   */
  private void unaffected(List<ComparedVantage> rows, FindingKind pass, FindingKind spared) {
    var sound = rows.stream().filter(row -> passesMostly(row)).toList();
    var otherwise = rows.stream().filter(row -> !passesMostly(row)).toList();
    if (!sound.isEmpty()) {
      control(pass, Map.of("passed", text(count(sound, Arm.BASE, ClassifiedTrial::ok))), sound);
    }
    if (!otherwise.isEmpty()) {
      var other = words(otherwise, Arm.BASE, trial -> !trial.ok());
      control(spared, Map.of("word", word, "other", other), otherwise);
    }
  }

  private void control(FindingKind kind, Map<String, String> said, List<ComparedVantage> rows) {
    var parameters = new TreeMap<>(said);
    parameters.put("trials", text(count(rows, Arm.BASE, trial -> true)));
    add(kind, parameters, List.of(), rows, weights.of(rows, Set.of(Arm.BASE)));
  }

  private static boolean passesMostly(ComparedVantage row) {
    return Share.of(
            row.vantage().count(Arm.BASE, ClassifiedTrial::ok),
            row.vantage().count(Arm.BASE, trial -> true))
        .isOverHalf();
  }

  private void arm(Arm arm) {
    var rows = failing.stream().filter(row -> row.vantage().count(arm, trial -> true) > 0).toList();
    if (rows.isEmpty()) {
      return;
    }
    var trials = count(rows, arm, trial -> true);
    var early = count(rows, arm, trial -> trial.symptom() == Symptom.CUT_BEFORE_HELLO);
    var same = count(rows, arm, this::shows);
    var weight = weights.of(rows, Set.of(arm));
    if (arm == Arm.DELAYED_HELLO && Share.of(early, trials).isOverHalf()) {
      var words = words(rows, arm, trial -> trial.symptom() == Symptom.CUT_BEFORE_HELLO);
      var parameters = Map.of("word", words, "failed", text(early), "trials", text(trials));
      add(FindingKind.BREAKS_BEFORE_HELLO, parameters, rows, List.of(), weight);
    } else if (Share.of(same, trials).isOverHalf()) {
      var parameters =
          Map.of("arm", arm.word(), "word", word, "failed", text(same), "trials", text(trials));
      add(FindingKind.ARM_FAILS_TOO, parameters, rows, List.of(), weight);
    } else if (Share.of(count(rows, arm, trial -> trial.symptom().clears(symptom)), trials)
        .isAtLeastFourFifths()) {
      passes(arm, rows, same, trials, weight);
    }
  }

  private void passes(Arm arm, List<ComparedVantage> rows, int failed, int trials, double weight) {
    if (hypothesis.id() == Cause.RESOLVER_LIES_OR_FAILS && ArmGroups.ADDRESSED.contains(arm)) {
      var at =
          trials(rows, arm)
              .filter(ClassifiedTrial::ok)
              .map(ClassifiedTrial::at)
              .sorted()
              .findFirst()
              .orElse("");
      add(FindingKind.PEER_ADDRESS_PASSES, Map.of("address", at), rows, passing, weight);
      return;
    }
    var parameters =
        Map.of(
            "arm", arm.word(),
            "failed", text(failed),
            "trials", text(trials),
            "baseFailed", text(count(rows, Arm.BASE, this::shows)),
            "baseTrials", text(count(rows, Arm.BASE, trial -> true)));
    add(FindingKind.ARM_PASSES, parameters, rows, List.of(), weight);
  }

  private void addresses() {
    var here = addressesOf(failing);
    var elsewhere = addressesOf(passing);
    if (here.isEmpty() || elsewhere.isEmpty() || here.stream().anyMatch(elsewhere::contains)) {
      return;
    }
    add(
        FindingKind.OTHER_ADDRESSES,
        Map.of("addresses", String.join(" ", here), "elsewhere", String.join(" ", elsewhere)),
        failing,
        passing,
        hypothesis.id() == Cause.RESOLVER_LIES_OR_FAILS ? -WitnessPriors.LOG_ADDRESSES_DIFFER : 0);
  }

  static List<String> addressesOf(List<ComparedVantage> rows) {
    return rows.stream()
        .flatMap(row -> row.vantage().addresses().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private void references() {
    var references = failing.stream().flatMap(row -> row.vantage().references().stream()).toList();
    int trials = references.size();
    int passed = Math.toIntExact(references.stream().filter(ClassifiedTrial::ok).count());
    if (trials > 0 && Share.of(passed, trials).isAtLeastFourFifths()) {
      add(
          FindingKind.REFERENCES_PASS,
          Map.of("passed", text(passed), "trials", text(trials)),
          List.of(),
          failing,
          0);
    }
  }

  private void facts() {
    DifferingFacts.between(hypothesis.id(), failing, passing)
        .forEach(parameters -> add(FindingKind.FACT_DIFFERS, parameters, failing, passing, 0));
  }

  private boolean shows(ClassifiedTrial trial) {
    return hypothesis.shows(trial.symptom());
  }

  /** The failure word that most of these trials ended with; of equals the first by name. */
  public static Optional<FailureWord> dominant(List<ComparedVantage> rows, Hypothesis hypothesis) {
    return dominant(rows, hypothesis::shows);
  }

  public static Optional<FailureWord> dominant(
      List<ComparedVantage> rows, Predicate<Symptom> which) {
    var counts = new TreeMap<FailureWord, Long>();
    rows.forEach(row -> row.words(which).forEach((word, n) -> counts.merge(word, n, Long::sum)));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  private static String words(
      List<ComparedVantage> rows, Arm arm, Predicate<ClassifiedTrial> which) {
    return trials(rows, arm)
        .filter(which)
        .flatMap(trial -> trial.word().stream())
        .sorted()
        .findFirst()
        .map(FailureWord::word)
        .orElse("");
  }

  private static Stream<ClassifiedTrial> trials(List<ComparedVantage> rows, Arm arm) {
    return rows.stream()
        .flatMap(row -> row.vantage().trials().stream())
        .filter(t -> t.arm() == arm);
  }

  private static int count(List<ComparedVantage> rows, Arm arm, Predicate<ClassifiedTrial> which) {
    return rows.stream().mapToInt(row -> row.vantage().count(arm, which)).sum();
  }

  private void add(
      FindingKind kind,
      Map<String, String> parameters,
      List<ComparedVantage> bad,
      List<ComparedVantage> good,
      double weight) {
    found.add(new Evidence(kind, parameters, ids(bad), ids(good), weight));
  }

  private static List<VantageId> ids(List<ComparedVantage> rows) {
    return ComparedVantages.ids(rows);
  }

  public static String text(long number) {
    return Long.toString(number);
  }

  static String rate(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }
}
