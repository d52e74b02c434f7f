package dev.parallax.cli;

import dev.parallax.cli.client.Narrowing;
import dev.parallax.cli.client.SavedReport;
import dev.parallax.cli.options.JudgeOptions;
import dev.parallax.cli.options.OutputOptions;
import dev.parallax.cli.output.Console;
import dev.parallax.cli.output.Outputs;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.TargetVerdicts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parallax attribute}: derives the verdicts again from a JSON report, offline. */
@Command(name = "attribute", description = "Attribute a JSON report again, offline.")
final class AttributeCommand implements Callable<Integer> {
  private final Console console;
  private final Function<Sweep, List<TargetVerdicts>> attribution;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "JSON report to read; - reads standard input.")
  private String file = "";

  @Parameters(
      index = "1",
      paramLabel = "TARGET",
      arity = "0..1",
      description = "Restrict the report and the exit code to this target.")
  private Optional<String> target = Optional.empty();

  @Mixin private JudgeOptions judge = new JudgeOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  AttributeCommand(Console console, Function<Sweep, List<TargetVerdicts>> attribution) {
    this.console = console;
    this.attribution = attribution;
  }

  @Override
  public Integer call() {
    var policy = judge.policy();
    try (var outputs =
        Outputs.open(output.outputs(), output.catalogue(console), console, output.looks(console))) {
      var sweep = SavedReport.read(file, console);
      var report = Narrowing.report(sweep, attribution.apply(sweep), policy, target);
      outputs.whole(report);
      return report.exit().code().code();
    }
  }
}
