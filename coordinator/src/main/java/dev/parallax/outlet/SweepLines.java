package dev.parallax.outlet;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.json.Json;
import dev.parallax.report.json.ResultJson;
import dev.parallax.report.words.Catalogue;
import dev.parallax.store.StoredSweep;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.stream.Stream;

/**
 * A finished sweep as lines of JSON: one of the sweep with its verdicts, by {@code
 * sweep.schema.json} without {@code results}, and one of each observation: the members of a result
 * of that schema, with {@code sweepId}, {@code startedAt} of the sweep, {@code target}, {@code
 * planHash} and {@code inside}. The same sweep has the same lines in the same order.
 */
public final class SweepLines {
  private final StoredSweep stored;

  public SweepLines(StoredSweep stored) {
    this.stored = stored;
  }

  public SweepId id() {
    return stored.sweep().id();
  }

  /** The day in UTC on which the sweep started. */
  public LocalDate day() {
    return LocalDate.ofInstant(stored.sweep().startedAt(), ZoneOffset.UTC);
  }

  /** Without a line feed. */
  public String sweep() {
    var report = Report.of(stored.sweep(), stored.verdicts(), ExitPolicy.DEFAULT);
    return JsonReport.summary(report, Catalogue.english());
  }

  /** Each without a line feed; none when the store has deleted the observations. */
  public Stream<String> observations() {
    var written = new HashSet<TrialKey>();
    return stored.sweep().targets().stream()
        .flatMap(
            results ->
                results.observations().stream()
                    .filter(seen -> written.add(seen.key()))
                    .map(seen -> line(stored.sweep(), results, seen)));
  }

  private static String line(Sweep sweep, TargetResults results, Observation seen) {
    var node =
        Json.object()
            .put("sweepId", sweep.id().value())
            .put("startedAt", sweep.startedAt().toString());
    node.setAll(ResultJson.of(seen));
    return Json.compact(
        node.put("target", seen.key().target())
            .put("planHash", seen.planHash())
            .put("inside", results.inside().containsKey(seen.key().vantage())));
  }
}
