package dev.parallax.cli;

import dev.parallax.cli.options.ConnectionOptions;
import dev.parallax.cli.output.AgentUpgrade;
import dev.parallax.cli.output.AlignedTable;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.v1.DrainVantageRequest;
import dev.parallax.v1.ListVantagesRequest;
import dev.parallax.v1.ListVantagesResponse;
import dev.parallax.v1.RevokeVantageRequest;
import dev.parallax.v1.VantageStatus;
import dev.parallax.wire.Wire;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parallax vantages}: lists, shows, revokes and drains vantages. */
@Command(name = "vantages", description = "List, show, revoke or drain vantages.")
final class VantagesCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ls|show|revoke|drain|upgrade",
      description = "Action. Default: ls.")
  private String action = "ls";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "Name of the vantage; for ls and upgrade, a selector.")
  private Optional<String> name = Optional.empty();

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  VantagesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return switch (action) {
      case "ls" -> list();
      case "show" -> show(named());
      case "revoke" -> revoke(named());
      case "drain" -> drain(named());
      case "upgrade" -> upgrade();
      default ->
          throw CliException.usage(
              "vantages: expected ls, show, revoke, drain or upgrade, got: " + action);
    };
  }

  private String named() {
    return name.orElseThrow(
        () -> CliException.usage("vantages " + action + ": expected a vantage's name"));
  }

  private int list() {
    var table = new AlignedTable("VANTAGE", "STATUS", "LAST SEEN", "AGENT", "LABELS");
    var listed = listed(name.orElse(""));
    for (var status : listed.getVantagesList()) {
      var vantage = status.getVantage();
      table.row(
          vantage.getName(),
          status(status),
          lastSeen(status),
          AgentUpgrade.version(vantage.getAgentVersion(), listed.getCoordinatorVersion()),
          places(vantage));
    }
    table.lines().forEach(console.out()::println);
    return 0;
  }

  /** The labels, then what the operator's address database has, with its prefix. */
  private static String places(dev.parallax.v1.Vantage vantage) {
    var shown = new TreeMap<>(vantage.getFactsMap());
    shown.keySet().removeIf(key -> !key.startsWith(Vantage.LOOKED_UP));
    return (AlignedTable.labels(vantage.getLabelsMap()) + " " + AlignedTable.labels(shown)).strip();
  }

  /** Prints which line to run where; nothing is sent to an agent. */
  private int upgrade() {
    var listed = listed(name.orElse(""));
    AgentUpgrade.of(listed).lines().forEach(console.out()::println);
    return 0;
  }

  /** The status, and that its key seems to be in two places. */
  private static String status(VantageStatus status) {
    return status.getIdentityConflictsCount() > 0
        ? status.getStatus() + ", identity conflict"
        : status.getStatus();
  }

  private int show(String wanted) {
    var found =
        vantages("").stream()
            .filter(status -> status.getVantage().getName().equals(wanted))
            .findFirst()
            .orElseThrow(
                () -> new CliException(ExitCode.USAGE, "there is no vantage named " + wanted));
    var vantage = found.getVantage();
    var table = new AlignedTable("name", vantage.getName());
    table.row("status", found.getStatus());
    table.row("last seen", lastSeen(found));
    if (found.hasCertificateNotAfter()) {
      var notAfter = Wire.time("certificate_not_after", found.getCertificateNotAfter());
      table.row("certificate until", notAfter.toString());
    }
    for (var conflict : found.getIdentityConflictsList()) {
      table.row(
          "identity conflict",
          "%s, %d times since the coordinator started, last at %s"
              .formatted(
                  conflict.getKind(),
                  conflict.getTimes(),
                  Wire.time("identity_conflict.last", conflict.getLast())));
    }
    table.row("agent", vantage.getAgentVersion());
    if (vantage.hasClockOffset()) {
      table.row("clock offset", offset(Wire.span("clock_offset", vantage.getClockOffset())));
    }
    table.row("labels", AlignedTable.labels(vantage.getLabelsMap()));
    vantage.getFactsMap().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(fact -> table.row(fact.getKey(), fact.getValue()));
    table.lines().forEach(console.out()::println);
    return 0;
  }

  private int revoke(String wanted) {
    var request = RevokeVantageRequest.newBuilder().setName(wanted).build();
    try (var link = connection.open(console)) {
      link.ask(calls -> calls.revokeVantage(request));
    }
    console.progress("revoked " + wanted);
    return 0;
  }

  private int drain(String wanted) {
    var request = DrainVantageRequest.newBuilder().setName(wanted).build();
    try (var link = connection.open(console)) {
      link.ask(calls -> calls.drainVantage(request));
    }
    console.progress("draining " + wanted);
    return 0;
  }

  private List<VantageStatus> vantages(String selector) {
    return listed(selector).getVantagesList();
  }

  private ListVantagesResponse listed(String selector) {
    var request = ListVantagesRequest.newBuilder().setSelector(selector).build();
    try (var link = connection.open(console)) {
      return link.ask(calls -> calls.listVantages(request));
    }
  }

  private static String offset(Duration offset) {
    return String.format(Locale.ROOT, "%+.1f ms", offset.toNanos() / 1e6);
  }

  private static String lastSeen(VantageStatus status) {
    return status.hasLastSeen()
        ? Wire.time("last_seen", status.getLastSeen()).truncatedTo(ChronoUnit.SECONDS).toString()
        : "never";
  }
}
