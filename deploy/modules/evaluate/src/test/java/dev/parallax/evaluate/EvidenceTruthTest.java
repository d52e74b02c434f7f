package dev.parallax.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Attribution;
import dev.parallax.evaluate.run.Population;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every sentence of a report is true of the observations it is about. */
final class EvidenceTruthTest {
  private static final long SEED = 1_729;

  /** Sweeps of each population; a sentence kind that is untrue shows in fewer than these. */
  private static final int SWEEPS = Integer.getInteger("evidence.sweeps", 8);

  private static final List<Population> POPULATIONS =
      List.of(Population.TEST, Population.LEFT_OUT, Population.MORE_NOISE);

  /** A verdict and the sweep it is about. */
  private record Case(String key, Sweep sweep, Verdict verdict) {}

  private static final List<Case> CASES = cases();

  private static List<Case> cases() {
    return POPULATIONS.stream()
        .flatMap(
            population ->
                IntStream.range(0, SWEEPS)
                    .parallel()
                    .mapToObj(i -> cases(population, i))
                    .flatMap(List::stream))
        .toList();
  }

  private static List<Case> cases(Population population, int i) {
    var sweep = population.draw(SEED, i).sweep();
    return Attribution.attribute(sweep).getFirst().verdicts().stream()
        .map(verdict -> new Case(population.word() + i, sweep, verdict))
        .toList();
  }

  /** The numbers of each sentence, counted again from the observations. */
  @Test
  void everyCountIsThatOfTheObservations() {
    var untrue = new TreeMap<String, List<String>>();
    int checked = 0;
    for (var one : CASES) {
      var recount = new EvidenceRecount(one.sweep());
      for (var evidence : one.verdict().evidence()) {
        var objections = recount.objections(evidence);
        checked += recount.covers(evidence.kind()) ? 1 : 0;
        objections.forEach(
            objection ->
                untrue
                    .computeIfAbsent(evidence.kind().name(), none -> new ArrayList<>())
                    .add(one.key() + ": " + objection + " in " + evidence));
      }
    }
    int all = checked;
    assertTrue(all > 100, () -> "only " + all + " sentences were checked");
    assertEquals(
        "",
        untrue.entrySet().stream()
            .map(
                kind ->
                    kind.getKey()
                        + " "
                        + kind.getValue().size()
                        + ", "
                        + kind.getValue().getFirst())
            .collect(Collectors.joining("\n")));
  }

  /** A probe that separates causes separates those that the verdict leaves open. */
  @Test
  void nextProbesSeparateCausesOfTheCredibleSet() {
    var foreign = new ArrayList<String>();
    for (var one : CASES) {
      var open =
          one.verdict().credibleSet().stream()
              .map(Candidate::hypothesis)
              .map(cause -> cause.code())
              .collect(Collectors.toSet());
      for (var probe : one.verdict().nextProbes()) {
        if (probe.why() == NextProbe.Why.SEPARATES
            && probe.gain() > 0
            && open.size() > 1
            && !open.containsAll(probe.parameters().values())) {
          foreign.add(one.key() + ": " + probe + " for " + open);
        }
      }
    }
    assertEquals("", foreign.stream().limit(5).collect(Collectors.joining("\n")));
  }
}
