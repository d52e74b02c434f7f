package dev.parallax.cli;

import dev.parallax.cli.client.OperatorLink;
import dev.parallax.cli.client.StoredReport;
import dev.parallax.cli.options.ConnectionOptions;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.cli.output.FleetPage;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.rpc.HealthEndpoint;
import dev.parallax.store.failure.StoreException;
import dev.parallax.sweep.reference.ReferenceLog;
import dev.parallax.sweep.reference.ReferenceResults;
import dev.parallax.text.Printable;
import dev.parallax.v1.GetSweepRequest;
import dev.parallax.v1.ListSweepsRequest;
import dev.parallax.v1.ListVantagesRequest;
import dev.parallax.v1.VantageStatus;
import dev.parallax.wire.Wire;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code parallax doctor}: checks disk, store, listener and clock of the coordinator, and whether
 * the fleet suffices for verdicts.
 */
@Command(
    name = "doctor",
    description =
        "Check disk, store, listener and clock of the coordinator, and list which reference sites"
            + " work from which vantage and which causes its fleet can separate.")
final class DoctorCommand implements Callable<Integer> {
  private static final int NETWORKS_FOR_A_REGION = 2;
  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "fleet",
      description = "Report how far the ready vantages are independent, and what they tell apart.")
  private Optional<String> subject = Optional.empty();

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (subject.isPresent() && !subject.get().equals("fleet")) {
      throw CliException.usage("doctor: expected fleet or nothing, got: " + subject.get());
    }
    line("coordinator", connection.describe(console));
    connection.localData(console).ifPresent(this::files);
    long start = System.nanoTime();
    try (var link = connection.open(console)) {
      var request = ListVantagesRequest.getDefaultInstance();
      var vantages = link.ask(calls -> calls.listVantages(request)).getVantagesList();
      line("listener", "answers, in " + millis(System.nanoTime() - start) + " ms");
      var ready = ready(vantages).stream().map(one -> Wire.fromProto(one.getVantage())).toList();
      line("clock", DoctorLines.clock(ready));
      health(link);
      if (subject.isPresent()) {
        return coverage(vantages);
      }
      references(link);
      return fleet(vantages);
    }
  }

  /** Which reference sites work from which vantage, by the last sweeps. */
  private void references(OperatorLink link) {
    var results = new ReferenceResults();
    var request = ListSweepsRequest.newBuilder().setLimit(ReferenceLog.SWEEPS).build();
    for (var summary : link.ask(calls -> calls.listSweeps(request)).getSweepsList()) {
      if (summary.getComplete() && !summary.getDamaged()) {
        var one = GetSweepRequest.newBuilder().setSweepId(summary.getSweepId()).build();
        results.add(StoredReport.of(link.ask(calls -> calls.getSweep(one))).sweep());
      }
    }
    results.lines().forEach(text -> line("reference", text));
    if (results.sites().isEmpty()) {
      line("reference", "no sweep shows yet which reference sites work from which vantage");
    }
  }

  private int coverage(List<VantageStatus> all) {
    var ready = ready(all).stream().map(one -> Wire.fromProto(one.getVantage())).toList();
    if (ready.isEmpty()) {
      throw noneReady();
    }
    FleetPage.lines(ready).forEach(line -> line(line.name(), line.text()));
    return ExitCode.OK.code();
  }

  private static List<VantageStatus> ready(List<VantageStatus> all) {
    return all.stream().filter(one -> one.getStatus().equals("ready")).toList();
  }

  private static CliException noneReady() {
    return new CliException(
        ExitCode.INCONCLUSIVE, "no vantage is ready: join one, see `parallax token create`");
  }

  private int fleet(List<VantageStatus> all) {
    var ready = ready(all);
    var networks =
        ready.stream()
            .map(vantageStatus -> Wire.fromProto(vantageStatus.getVantage()))
            .map(Vantage::network)
            .distinct();
    var count = networks.count();
    line("vantages", ready.size() + " ready of " + all.size() + ", on " + count + " networks");
    all.stream()
        .filter(vantage -> vantage.getStatus().equals("offline"))
        .forEach(nextStatus -> line("offline", nextStatus.getVantage().getName()));
    if (ready.isEmpty()) {
      throw noneReady();
    }
    if (count < NETWORKS_FOR_A_REGION + 1) {
      line(
          "cannot tell",
          "path from origin: this requires vantages on at least 3 networks, "
              + count
              + " are ready");
    }
    return ExitCode.OK.code();
  }

  private void health(OperatorLink link) {
    var health = link.health();
    if (health.filter(ServingStatus.NOT_SERVING::equals).isPresent()) {
      line("works", "no");
      throw new CliException(
          ExitCode.INTERNAL,
          "the coordinator answers and is not ready: its /ready and its log contain the reason");
    }
    health.ifPresent(_ -> line("works", "yes"));
    link.health(HealthEndpoint.OUTLET)
        .ifPresent(outlet -> line("outlet", DoctorLines.outlet(outlet)));
  }

  private void files(Path data) {
    line("disk", DoctorLines.disk(data));
    try {
      line("store", DoctorLines.store(data));
    } catch (StoreException damaged) {
      throw new CliException(ExitCode.INTERNAL, String.valueOf(damaged.getMessage()));
    }
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  private void line(String what, String detail) {
    console.out().printf("%-12s %s%n", what, Printable.of(detail));
  }
}
