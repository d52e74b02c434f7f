package dev.parallax.cli;

import dev.parallax.cli.client.Narrowing;
import dev.parallax.cli.client.SavedReport;
import dev.parallax.cli.client.StoredReport;
import dev.parallax.cli.options.ConnectionOptions;
import dev.parallax.cli.options.JudgeOptions;
import dev.parallax.cli.options.OutputOptions;
import dev.parallax.cli.output.Console;
import dev.parallax.cli.output.Format;
import dev.parallax.cli.output.Outputs;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.Report;
import dev.parallax.report.document.ExplainJson;
import dev.parallax.report.text.ExplainText;
import dev.parallax.report.words.Catalogue;
import dev.parallax.v1.GetSweepRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parallax explain}: why the verdicts of a sweep stand. */
@Command(
    name = "explain",
    description = "Explain the verdicts of a sweep: the evidence for and against them.")
final class ExplainCommand implements Callable<Integer> {
  private final Console console;
  private final Function<Sweep, List<TargetVerdicts>> attribution;

  @Parameters(
      index = "0",
      paramLabel = "SWEEP",
      description =
          "Identifier of a sweep, @last for the latest sweep, or a JSON report (FILE.json; - reads"
              + " standard input).")
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

  ExplainCommand(Console console, Function<Sweep, List<TargetVerdicts>> attribution) {
    this.console = console;
    this.attribution = attribution;
  }

  @Override
  public Integer call() {
    var policy = judge.policy();
    var asked = output.outputs(EnumSet.of(Format.TEXT, Format.JSON));
    var catalogue = output.catalogue(console);
    try (var outputs = Outputs.open(asked, catalogue, console, output.looks(console))) {
      var judged = SavedReport.isMeant(sweep) ? saved() : stored();
      var report = Narrowing.report(judged.sweep(), judged.verdicts(), policy, target);
      outputs.write((format, columns) -> text(format, report, catalogue, columns));
      return report.exit().code().code();
    }
  }

  private static String text(Format format, Report report, Catalogue catalogue, int columns) {
    return format == Format.JSON
        ? ExplainJson.write(report, catalogue)
        : ExplainText.write(report, catalogue, columns);
  }

  private StoredReport saved() {
    var read = SavedReport.read(sweep, console);
    return new StoredReport(read, attribution.apply(read), true);
  }

  private StoredReport stored() {
    try (var link = connection.open(console)) {
      var request =
          GetSweepRequest.newBuilder().setSweepId(sweep).setTarget(target.orElse("")).build();
      return StoredReport.of(link.ask(calls -> calls.getSweep(request)));
    }
  }
}
