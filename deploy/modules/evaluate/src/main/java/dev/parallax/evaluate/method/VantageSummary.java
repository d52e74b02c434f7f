package dev.parallax.evaluate.method;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The input of a simple method for one vantage: its trials by arm, in the order of execution.
 *
 * @param inside whether it is declared as inside
 */
record VantageSummary(Vantage vantage, boolean inside, Map<Arm, List<Observation>> trials) {

  /** Answering vantages of the target. */
  static List<VantageSummary> all(Sweep sweep, TargetResults results) {
    Map<VantageId, Map<Arm, List<Observation>>> by = new HashMap<>();
    for (var seen : results.observations()) {
      if (seen.ran()) {
        by.computeIfAbsent(seen.key().vantage(), id -> new HashMap<>())
            .computeIfAbsent(seen.key().arm(), arm -> new ArrayList<>())
            .add(seen);
      }
    }
    return sweep.vantages().stream()
        .filter(vantage -> by.getOrDefault(vantage.id(), Map.of()).containsKey(Arm.BASE))
        .map(
            passing ->
                new VantageSummary(
                    passing,
                    results.inside().containsKey(passing.id()),
                    by.getOrDefault(passing.id(), Map.of())))
        .toList();
  }

  VantageId id() {
    return vantage.id();
  }

  String network() {
    return vantage.network();
  }

  String region() {
    return vantage.label(Label.REGION).orElse("");
  }

  String country() {
    return vantage.label(Label.COUNTRY).orElse("");
  }

  List<Observation> of(Arm arm) {
    return trials.getOrDefault(arm, List.of());
  }

  List<Observation> base() {
    return of(Arm.BASE);
  }

  /** Most trials of the arm fail; false where it did not run. */
  boolean fails(Arm arm) {
    var ran = of(arm);
    return ran.stream().filter(observation -> !observation.ok()).count() * 2 > ran.size();
  }

  boolean fails() {
    return fails(Arm.BASE);
  }

  double failing() {
    return (double) base().stream().filter(observation -> !observation.ok()).count()
        / base().size();
  }

  /** Its references fail too: it is the vantage. */
  boolean sick() {
    return fails(Arm.REFERENCE);
  }

  Stream<Failure> failures() {
    return base().stream().flatMap(observation -> observation.failure().stream());
  }

  /** The result of most trials: a failure word, or {@code ok}. */
  String modal() {
    return ModalFailure.of(
        base().stream()
            .map(observation -> observation.failure().map(it -> it.word().word()).orElse("ok")));
  }
}
