package dev.parallax.cli;

import dev.parallax.cli.options.ConnectionOptions;
import dev.parallax.cli.output.AlignedTable;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.v1.ListSweepsRequest;
import dev.parallax.v1.SweepSummary;
import dev.parallax.wire.Wire;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parallax sweeps}: lists stored sweeps. */
@Command(name = "sweeps", description = "List stored sweeps, newest first.")
final class SweepsCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: 50.")
  private int limit = 50;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  SweepsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw CliException.usage("--limit: expected 1 or more, got: " + limit);
    }
    try (var link = connection.open(console)) {
      var request = ListSweepsRequest.newBuilder().setLimit(limit).build();
      var table = new AlignedTable("SWEEP", "STARTED", "STATE", "TARGETS");
      for (var sweep : link.ask(calls -> calls.listSweeps(request)).getSweepsList()) {
        table.row(
            sweep.getSweepId(),
            Wire.time("started_at", sweep.getStartedAt()).toString(),
            state(sweep),
            String.join(" ", sweep.getTargetsList()));
      }
      table.lines().forEach(console.out()::println);
      return 0;
    }
  }

  private static String state(SweepSummary sweep) {
    if (sweep.getDamaged()) {
      return "damaged";
    }
    return sweep.getComplete() ? "complete" : "incomplete";
  }
}
