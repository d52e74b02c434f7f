package dev.parallax.cli.client;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.report.Diff;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.LastHealthy;
import dev.parallax.report.Report;
import dev.parallax.v1.GetSweepRequest;
import dev.parallax.v1.LastHealthySweep;
import dev.parallax.v1.ListVerdictsRequest;
import dev.parallax.v1.PastVerdicts;
import dev.parallax.wire.Wire;
import java.util.List;
import java.util.Optional;

/** The earlier sweeps of the coordinator. */
public final class RemoteSweepHistory implements LastHealthy.Archive {
  private static final int LOOKED_BACK = 200;
  private final OperatorLink link;

  private RemoteSweepHistory(OperatorLink link) {
    this.link = link;
  }

  /** The report with the changes since the sweeps of the coordinator's answer. */
  public static Report with(Report report, List<LastHealthySweep> answer) {
    return LastHealthy.with(report, answer.stream().map(RemoteSweepHistory::earlier).toList());
  }

  private static LastHealthy.Earlier earlier(LastHealthySweep proto) {
    var sweep = Wire.fromProto(proto.getSweep());
    var verdicts = proto.getVerdictsList().stream().map(Wire::fromProto).toList();
    var first =
        LastHealthy.moment(
            new SweepId(proto.getFirstOtherwiseId()),
            Wire.time("first_otherwise_at", proto.getFirstOtherwiseAt()));
    return new LastHealthy.Earlier(Report.of(sweep, verdicts, ExitPolicy.DEFAULT), first);
  }

  /** One comparison for each target with an earlier healthy sweep. */
  public static List<Diff> ofAll(OperatorLink link, Report report) {
    return LastHealthy.ofAll(report, new RemoteSweepHistory(link));
  }

  @Override
  public List<LastHealthy.PastHealth> before(Sweep sweep, Target target) {
    var request =
        ListVerdictsRequest.newBuilder()
            .setTarget(target.name())
            .setBeforeSweepId(sweep.id().value())
            .setLimit(LOOKED_BACK)
            .build();
    return link.ask(calls -> calls.listVerdicts(request)).getPastList().stream()
        .map(RemoteSweepHistory::pastHealth)
        .toList();
  }

  @Override
  public Optional<Report> report(SweepId sweep, Target target) {
    var request =
        GetSweepRequest.newBuilder().setSweepId(sweep.value()).setTarget(target.name()).build();
    var stored = StoredReport.of(link.ask(calls -> calls.getSweep(request)));
    return Optional.of(stored)
        .filter(found -> !found.sweep().observationsDeleted())
        .map(found -> Report.of(found.sweep(), found.verdicts(), ExitPolicy.DEFAULT));
  }

  private static LastHealthy.PastHealth pastHealth(PastVerdicts past) {
    return LastHealthy.PastHealth.of(
        new SweepId(past.getSweepId()),
        Wire.time("started_at", past.getStartedAt()),
        Wire.fromProto(past.getVerdicts()));
  }
}
