package dev.parallax.cli.watch;

import dev.parallax.cli.client.OperatorLink;
import dev.parallax.cli.output.AlignedTable;
import dev.parallax.cli.output.Console;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.text.Printable;
import dev.parallax.v1.GetSweepRequest;
import dev.parallax.v1.ListVerdictsRequest;
import dev.parallax.v1.PastVerdicts;
import dev.parallax.watch.incident.VerdictReplay;
import dev.parallax.watch.incident.VerdictReplay.JudgedSweep;
import dev.parallax.watch.incident.VerdictReplay.Sent;
import dev.parallax.watch.spec.Watch;
import dev.parallax.wire.Wire;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Prints the messages that watches would have sent for the stored sweeps of their targets. */
final class WatchReplay {
  private static final int SWEEPS = 200;

  private final Console console;
  private final OperatorLink link;
  private int sweeps;
  private int messages;

  WatchReplay(Console console, OperatorLink link) {
    this.console = console;
    this.link = link;
  }

  void print(List<Watch> watches) {
    var table = new AlignedTable("TIME", "MESSAGE", "TARGET", "BLAME", "CAUSE", "ROUTES", "SWEEP");
    watches.forEach(watch -> sent(watch).forEach(sent -> row(table, watch, sent)));
    if (messages > 0) {
      table.lines().forEach(console.out()::println);
    }
    console.progress(
        "watches: %d, stored sweeps: %d, messages: %d".formatted(watches.size(), sweeps, messages));
  }

  private List<Sent> sent(Watch watch) {
    var request = ListVerdictsRequest.newBuilder().setTarget(watch.name()).setLimit(SWEEPS).build();
    var past = link.ask(calls -> calls.listVerdicts(request)).getPastList();
    sweeps += past.size();
    return VerdictReplay.of(
        watch.name(),
        past.reversed().stream().map(one -> judgement(watch, one)).toList(),
        watch.level(),
        watch.probability(),
        watch::isInMaintenance);
  }

  private JudgedSweep judgement(Watch watch, PastVerdicts past) {
    TargetVerdicts verdicts = Wire.fromProto(past.getVerdicts());
    return new JudgedSweep(
        new SweepId(past.getSweepId()),
        Wire.time("started_at", past.getStartedAt()),
        verdicts,
        verdicts.isWell() ? 0 : answered(watch, past.getSweepId()));
  }

  /** The number of vantages that answered; only a fault needs it. */
  private int answered(Watch watch, String sweep) {
    var request = GetSweepRequest.newBuilder().setSweepId(sweep).setTarget(watch.name()).build();
    return Wire.fromProto(link.ask(calls -> calls.getSweep(request)).getSweep())
        .coverage()
        .answered();
  }

  private void row(AlignedTable table, Watch watch, Sent sent) {
    var incident = sent.notice().incident();
    messages++;
    table.row(
        sent.at().truncatedTo(ChronoUnit.SECONDS).toString(),
        sent.notice().kind().name(),
        Printable.of(watch.name()),
        incident.finding().blame().name(),
        incident.finding().cause(),
        String.join(",", watch.routes()),
        incident.sweep().value());
  }
}
