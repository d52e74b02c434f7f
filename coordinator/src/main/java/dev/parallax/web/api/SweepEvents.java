package dev.parallax.web.api;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.document.JsonlReport;
import dev.parallax.report.json.Json;
import dev.parallax.report.words.Catalogue;
import dev.parallax.sweep.event.SweepListener;
import dev.parallax.text.Printable;
import dev.parallax.web.http.EventStream;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends the events of a sweep, with the words of the JSON report. */
final class SweepEvents implements SweepListener {
  private final EventStream stream;
  private final Catalogue catalogue;
  private long observations;

  /**
   * @param skipped the number of observations that the client has received before
   */
  SweepEvents(EventStream stream, Catalogue catalogue, long skipped) {
    this.stream = stream;
    this.catalogue = catalogue;
    this.observations = skipped;
  }

  @Override
  public void started(SweepId sweep, List<Vantage> vantages) {
    var node = Json.object().put("sweepId", sweep.value());
    node.set("vantages", Json.texts(vantages.stream().map(one -> one.id().name()).toList()));
    send("started", Json.compact(node));
  }

  @Override
  public void roundStarted(
      int number, List<RoundReason> reasons, int trials, Set<VantageId> asked) {
    var node = Json.object().put("number", number).put("trials", trials);
    node.set("reasons", Json.texts(reasons.stream().map(RoundReason::word).toList()));
    node.set("vantages", Json.texts(asked.stream().map(VantageId::name).sorted().toList()));
    send("round", Json.compact(node));
  }

  @Override
  public void observed(Observation observation) {
    var line = new StringWriter();
    new JsonlReport(line, catalogue).result(observation, Optional.empty());
    observations++;
    stream.send("observation", Optional.of(Long.toString(observations)), line.toString());
  }

  @Override
  public void finished(Sweep sweep, List<TargetVerdicts> verdicts) {
    send("finished", JsonReport.summary(Report.of(sweep, verdicts, ExitPolicy.DEFAULT), catalogue));
    stream.end();
  }

  @Override
  public void failed(RuntimeException error) {
    send("failed", Json.compact(Json.object().put("error", Printable.message(error))));
    stream.end();
  }

  private void send(String name, String data) {
    stream.send(name, Optional.empty(), data);
  }
}
