package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.Evidence;
import dev.parallax.model.FailureWord;
import dev.parallax.model.FindingKind;
import dev.parallax.model.VantageId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The findings that speak for one cause, weighed against the runner-up. */
final class Findings {
  private static final List<Arm> CONTRASTS =
      List.of(
          Arm.CONTROL_SNI,
          Arm.NO_SNI,
          Arm.DELAYED_HELLO,
          Arm.PINNED_ADDRESS,
          Arm.PEER_ADDRESSES,
          Arm.REAL_SNI_AT_NEUTRAL,
          Arm.RESPONDER);

  private final Hypothesis cause;
  private final Sight sight;
  private final Weights weights;
  private final List<Row> failing;
  private final String word;
  private final List<Row> passing;
  private final List<Evidence> found = new ArrayList<>();

  private Findings(Table table, Hypothesis cause, Weights weights) {
    this.cause = cause;
    this.sight = cause.sight();
    this.weights = weights;
    this.failing = Explained.by(cause);
    this.word = dominant(failing, cause).map(FailureWord::word).orElse("");
    this.passing =
        table.rows().stream()
            .filter(row -> row.trusted() && !failing.contains(row) && row.clears(cause))
            .toList();
  }

  /** Loudest first. */
  static List<Evidence> of(Table table, Hypothesis cause, Weights weights) {
    var findings = new Findings(table, cause, weights);
    findings.base();
    findings.inside();
    CONTRASTS.forEach(findings::arm);
    OtherArms.passing(findings.failing).forEach(findings.found::add);
    LeafFinding.of(cause, findings.failing, findings.passing, weights)
        .ifPresent(findings.found::add);
    findings.central();
    findings.addresses();
    findings.references();
    BreakTiming.of(cause, findings.failing).ifPresent(findings.found::add);
    findings.facts();
    findings.found.addAll(FarEndFindings.of(table.farEnds(), cause, findings.failing, weights));
    findings.found.addAll(WireFindings.of(cause, findings.failing));
    findings.found.sort(Comparator.comparingDouble(Evidence::weight).reversed());
    return List.copyOf(findings.found);
  }

  static Evidence nothingFails(Table table) {
    var failed =
        (int) table.rows().stream().flatMap(row -> row.seat().base()).filter(t -> !t.ok()).count();
    var trials = (int) table.rows().stream().mapToLong(Row::baseTrials).sum();
    return new Evidence(
        FindingKind.NOTHING_FAILS,
        Map.of(
            "failed", text(failed),
            "trials", text(trials),
            "excluded", rate(Numbers.excludedRate(failed, trials))),
        List.of(),
        Floors.ids(table.rows()),
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
    if (sight.isCertificate()) {
      var seats = failing.stream().map(Row::seat).toList();
      Central.finding(seats, sight, weights.of(failing, Set.of(Arm.BASE))).ifPresent(found::add);
    }
  }

  private void inside() {
    var broken = failing.stream().filter(Row::inside).toList();
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
    var sound = passing.stream().filter(Row::inside).toList();
    unaffected(sound, FindingKind.INSIDE_PASSES, FindingKind.INSIDE_SPARED);
  }

  /**
   * Who is not touched by this cause passes, or fails by another one; the two are not to be mixed
   * up.
   */
  private void unaffected(List<Row> rows, FindingKind pass, FindingKind spared) {
    var sound = rows.stream().filter(row -> passesMostly(row)).toList();
    var otherwise = rows.stream().filter(row -> !passesMostly(row)).toList();
    if (!sound.isEmpty()) {
      control(pass, Map.of("passed", text(count(sound, Arm.BASE, Trial::ok))), sound);
    }
    if (!otherwise.isEmpty()) {
      var other = words(otherwise, Arm.BASE, trial -> !trial.ok());
      control(spared, Map.of("word", word, "other", other), otherwise);
    }
  }

  private void control(FindingKind kind, Map<String, String> said, List<Row> rows) {
    var parameters = new TreeMap<>(said);
    parameters.put("trials", text(count(rows, Arm.BASE, trial -> true)));
    add(kind, parameters, List.of(), rows, weights.of(rows, Set.of(Arm.BASE)));
  }

  private static boolean passesMostly(Row row) {
    return row.seat().count(Arm.BASE, Trial::ok) * 2 > row.seat().base().count();
  }

  private void arm(Arm arm) {
    var rows = failing.stream().filter(row -> row.seat().count(arm, trial -> true) > 0).toList();
    if (rows.isEmpty()) {
      return;
    }
    var trials = count(rows, arm, trial -> true);
    var early = count(rows, arm, trial -> trial.sight() == Sight.CUT_BEFORE_HELLO);
    var same = count(rows, arm, this::shows);
    var weight = weights.of(rows, Set.of(arm));
    if (arm == Arm.DELAYED_HELLO && early * 2 > trials) {
      var words = words(rows, arm, trial -> trial.sight() == Sight.CUT_BEFORE_HELLO);
      var parameters = Map.of("word", words, "failed", text(early), "trials", text(trials));
      add(FindingKind.BREAKS_BEFORE_HELLO, parameters, rows, List.of(), weight);
    } else if (same * 2 > trials) {
      var parameters =
          Map.of("arm", arm.word(), "word", word, "failed", text(same), "trials", text(trials));
      add(FindingKind.ARM_FAILS_TOO, parameters, rows, List.of(), weight);
    } else if (count(rows, arm, trial -> trial.sight().clears(sight)) * 5 >= trials * 4) {
      passes(arm, rows, same, trials, weight);
    }
  }

  private void passes(Arm arm, List<Row> rows, long failed, long trials, double weight) {
    if (cause.id() == dev.parallax.model.Cause.RESOLVER_LIES_OR_FAILS
        && ArmSets.ADDRESSED.contains(arm)) {
      var at = trials(rows, arm).filter(Trial::ok).map(Trial::at).sorted().findFirst().orElse("");
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
        cause.id() == dev.parallax.model.Cause.RESOLVER_LIES_OR_FAILS
            ? -Priors.LOG_ADDRESSES_DIFFER
            : 0);
  }

  static List<String> addressesOf(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.seat().addresses().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private void references() {
    var trials = failing.stream().mapToLong(row -> row.seat().references().size()).sum();
    var passed =
        failing.stream().flatMap(row -> row.seat().references().stream()).filter(Trial::ok).count();
    if (trials > 0 && passed * 5 >= trials * 4) {
      add(
          FindingKind.REFERENCES_PASS,
          Map.of("passed", text(passed), "trials", text(trials)),
          List.of(),
          failing,
          0);
    }
  }

  private void facts() {
    FactsThatDiffer.between(cause.id(), failing, passing)
        .forEach(parameters -> add(FindingKind.FACT_DIFFERS, parameters, failing, passing, 0));
  }

  private boolean shows(Trial trial) {
    return cause.shows(trial.sight());
  }

  /** The failure word that most of these trials ended with; of equals the first by name. */
  static java.util.Optional<FailureWord> dominant(List<Row> rows, Hypothesis cause) {
    return dominant(rows, cause::shows);
  }

  static java.util.Optional<FailureWord> dominant(List<Row> rows, Predicate<Sight> which) {
    var counts = new TreeMap<FailureWord, Long>();
    rows.forEach(row -> row.words(which).forEach((word, n) -> counts.merge(word, n, Long::sum)));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  private static String words(List<Row> rows, Arm arm, Predicate<Trial> which) {
    return trials(rows, arm)
        .filter(which)
        .flatMap(trial -> trial.word().stream())
        .sorted()
        .findFirst()
        .map(FailureWord::word)
        .orElse("");
  }

  private static Stream<Trial> trials(List<Row> rows, Arm arm) {
    return rows.stream().flatMap(row -> row.seat().trials().stream()).filter(t -> t.arm() == arm);
  }

  private static long count(List<Row> rows, Arm arm, Predicate<Trial> which) {
    return rows.stream().mapToLong(row -> row.seat().count(arm, which)).sum();
  }

  private void add(
      FindingKind kind,
      Map<String, String> parameters,
      List<Row> bad,
      List<Row> good,
      double weight) {
    found.add(new Evidence(kind, parameters, ids(bad), ids(good), weight));
  }

  private static List<VantageId> ids(List<Row> rows) {
    return Floors.ids(rows);
  }

  static String text(long number) {
    return Long.toString(number);
  }

  static String rate(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }
}
