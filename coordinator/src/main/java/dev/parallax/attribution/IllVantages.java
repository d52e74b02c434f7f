package dev.parallax.attribution;

import dev.parallax.model.Blame;
import dev.parallax.model.Candidate;
import dev.parallax.model.Cause;
import dev.parallax.model.Evidence;
import dev.parallax.model.FindingKind;
import dev.parallax.model.Grade;
import dev.parallax.model.Scope;
import dev.parallax.model.Segment;
import dev.parallax.model.VantageId;
import dev.parallax.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Verdicts on vantages that are ill themselves, one for each illness. */
final class IllVantages {
  private static final double PRIOR = 0.02;
  private static final double SURE = 0.995;

  private IllVantages() {}

  static List<Verdict> verdicts(
      Scene scene, Table table, Posterior.Explanation target, List<Illness> ill) {
    var byKind =
        ill.stream()
            .filter(one -> !explainedAnyway(table, target, one))
            .collect(Collectors.groupingBy(Illness::id, TreeMap::new, Collectors.toList()));
    return byKind.entrySet().stream()
        .map(entry -> verdict(scene, table, entry.getKey(), entry.getValue()))
        .toList();
  }

  /** A fault of the target for everybody there would have shown here just so. */
  private static boolean explainedAnyway(
      Table table, Posterior.Explanation target, Illness illness) {
    return target.causes().stream()
        .filter(cause -> cause.shows(illness.sight()))
        .filter(cause -> Explained.by(cause).size() * 2 > table.rows().size())
        .filter(cause -> sameWord(cause, illness))
        .anyMatch(
            cause ->
                switch (cause.reach().attribute()) {
                  case EVERYONE -> true;
                  case OUTSIDE -> !illness.seat().inside();
                  default -> false;
                });
  }

  private static boolean sameWord(Hypothesis cause, Illness illness) {
    return Findings.dominant(Explained.by(cause), cause)
        .filter(
            word -> illness.seat().base().anyMatch(trial -> trial.word().equals(Optional.of(word))))
        .isPresent();
  }

  private static Verdict verdict(Scene scene, Table table, Cause id, List<Illness> ill) {
    var ids = ill.stream().map(one -> one.seat().id()).toList();
    var probability = ill.stream().mapToDouble(IllVantages::probability).min().orElse(PRIOR);
    var scope = scope(ill, ids);
    return new Verdict(
        Blame.VANTAGE,
        Optional.of(Segment.AGENT),
        Optional.of(id),
        Optional.of(ill.getFirst().word()),
        scope,
        Optional.empty(),
        probability,
        true,
        ill.stream().allMatch(Illness::byFact) ? Grade.PROOF : Grade.STRONG,
        ids,
        evidence(scene, table, id, ill, ids),
        List.of(new Candidate(id, scope, probability)),
        List.of(),
        List.of());
  }

  private static Scope scope(List<Illness> ill, List<VantageId> ids) {
    var networks = ill.stream().map(one -> one.seat().network()).distinct().toList();
    if (ids.size() == 1) {
      return new Scope(Scope.Attribute.VANTAGE, ids.getFirst().name(), ids);
    }
    return networks.size() == 1
        ? new Scope(Scope.Attribute.NETWORK, networks.getFirst(), ids)
        : new Scope(
            Scope.Attribute.VANTAGE,
            ids.stream().map(VantageId::name).sorted().collect(Collectors.joining(",")),
            ids);
  }

  /** Each failing reference is unlikely in a sound vantage; a contradicting fact settles it. */
  private static double probability(Illness illness) {
    var perTrial = Math.log((1 - Priors.MISS) / Priors.NOISE);
    var facts = illness.byFact() ? 2 * perTrial : 0;
    var odds = Math.log(PRIOR / (1 - PRIOR)) + illness.failed() * perTrial + facts;
    return Math.min(SURE, 1 / (1 + Math.exp(-odds)));
  }

  private static List<Evidence> evidence(
      Scene scene, Table table, Cause id, List<Illness> ill, List<VantageId> ids) {
    var found = new ArrayList<Evidence>();
    var perTrial = Math.log((1 - Priors.MISS) / Priors.NOISE);
    for (var one : ill) {
      var here = List.of(one.seat().id());
      if (one.trials() > 0) {
        found.add(
            new Evidence(
                FindingKind.REFERENCES_FAIL,
                Map.of(
                    "word", one.word().word(),
                    "failed", Findings.text(one.failed()),
                    "trials", Findings.text(one.trials())),
                here,
                referencesPass(scene, ids),
                one.failed() * perTrial));
      }
      found.add(baseFails(one, here));
      Central.finding(List.of(one.seat()), one.sight(), 2 * perTrial).ifPresent(found::add);
      if (id == Cause.CLOCK_WRONG) {
        one.seat()
            .vantage()
            .clockOffset()
            .filter(offset -> Sickness.clockIsOff(one.seat()))
            .map(offset -> Map.of("offset", offset.toString()))
            .map(
                offset ->
                    new Evidence(FindingKind.CLOCK_OFFSET, offset, here, List.of(), 2 * perTrial))
            .ifPresent(found::add);
      }
    }
    elsewhere(table).ifPresent(found::add);
    facts(table, ill, ids).forEach(found::add);
    found.sort(Comparator.comparingDouble(Evidence::weight).reversed());
    return found;
  }

  private static List<VantageId> referencesPass(Scene scene, List<VantageId> ids) {
    return scene.seats().stream()
        .filter(seat -> !ids.contains(seat.id()))
        .filter(seat -> seat.references().stream().anyMatch(Trial::ok))
        .map(Seat::id)
        .toList();
  }

  private static Evidence baseFails(Illness one, List<VantageId> here) {
    var failed = one.seat().base().filter(trial -> !trial.ok()).toList();
    var word = failed.stream().flatMap(trial -> trial.word().stream()).sorted().findFirst();
    return new Evidence(
        FindingKind.BASE_FAILS,
        Map.of(
            "word", word.orElse(one.word()).word(),
            "failed", Findings.text(failed.size()),
            "trials", Findings.text(one.seat().base().count())),
        here,
        List.of(),
        0);
  }

  private static Optional<Evidence> elsewhere(Table table) {
    var passing = table.rows().stream().filter(row -> !row.seat().failsBase()).toList();
    var trials = passing.stream().mapToLong(Row::baseTrials).sum();
    var passed = passing.stream().flatMap(row -> row.seat().base()).filter(Trial::ok).count();
    return passing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Evidence(
                FindingKind.ELSEWHERE_PASSES,
                Map.of("passed", Findings.text(passed), "trials", Findings.text(trials)),
                List.of(),
                Floors.ids(passing),
                0));
  }

  private static List<Evidence> facts(Table table, List<Illness> ill, List<VantageId> ids) {
    var others = table.rows().stream().map(Row::seat).toList();
    return FactsThatDiffer.ofSeats(
            ill.getFirst().id(), ill.stream().map(Illness::seat).toList(), others)
        .stream()
        .map(
            parameters ->
                new Evidence(
                    FindingKind.FACT_DIFFERS,
                    parameters,
                    ids,
                    others.stream().map(Seat::id).toList(),
                    0))
        .toList();
  }
}
