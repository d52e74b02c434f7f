package dev.parallax.cli;

import dev.parallax.cli.client.Narrowing;
import dev.parallax.cli.client.RemoteSweepHistory;
import dev.parallax.cli.client.StoredReport;
import dev.parallax.cli.options.ConnectionOptions;
import dev.parallax.cli.options.JudgeOptions;
import dev.parallax.cli.options.OutputOptions;
import dev.parallax.cli.output.Console;
import dev.parallax.cli.output.Outputs;
import dev.parallax.v1.GetSweepRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parallax report}: prints a stored sweep again. */
@Command(name = "report", description = "Print the report of a stored sweep.")
final class ReportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "SWEEP",
      description = "Identifier of the sweep, or @last for the latest sweep.")
  private String sweep = "";

  @Parameters(
      index = "1",
      paramLabel = "TARGET",
      arity = "0..1",
      description = "Restrict the report and the exit code to this target.")
  private Optional<String> target = Optional.empty();

  @Mixin private JudgeOptions judge = new JudgeOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var policy = judge.policy();
    try (var outputs =
            Outputs.open(
                output.outputs(), output.catalogue(console), console, output.looks(console));
        var link = connection.open(console)) {
      var request =
          GetSweepRequest.newBuilder()
              .setSweepId(sweep)
              .setTarget(target.orElse(""))
              .setWithLastHealthy(true)
              .build();
      var answer = link.ask(calls -> calls.getSweep(request));
      var judged = StoredReport.of(answer);
      if (!judged.complete() && !output.quiet()) {
        console.progress("sweep " + judged.sweep().id() + " is not complete");
      }
      var report = Narrowing.report(judged.sweep(), judged.verdicts(), policy, target);
      outputs.whole(RemoteSweepHistory.with(report, answer.getLastHealthyList()));
      return report.exit().code().code();
    }
  }
}
