package dev.parallax.cli;

import dev.parallax.cli.client.OperatorLink;
import dev.parallax.cli.client.RemoteSweepHistory;
import dev.parallax.cli.client.SavedReport;
import dev.parallax.cli.client.StoredReport;
import dev.parallax.cli.options.ConnectionOptions;
import dev.parallax.cli.options.OutputOptions;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.cli.output.Format;
import dev.parallax.cli.output.Outputs;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.Diff;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.report.document.DiffJson;
import dev.parallax.report.export.DiffMarkdown;
import dev.parallax.report.text.DiffText;
import dev.parallax.report.words.Catalogue;
import dev.parallax.v1.GetSweepRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code parallax diff}: the differences between two sweeps, their scope and the time since when
 * they exist.
 */
@Command(
    name = "diff",
    description = "Show what changed between two sweeps, or since the last healthy sweep.")
final class DiffCommand implements Callable<Integer> {
  private final Console console;
  private final Function<Sweep, List<TargetVerdicts>> attribution;

  @Parameters(
      index = "0",
      paramLabel = "SWEEP",
      description =
          "Identifier of a sweep, @last for the latest sweep, or a JSON report (FILE.json).")
  private String sweep = "";

  @Parameters(
      index = "1",
      paramLabel = "SWEEP",
      arity = "0..1",
      description =
          "Second sweep to compare with. Default: for each target, the latest earlier sweep in"
              + " which the target was healthy.")
  private Optional<String> other = Optional.empty();

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  DiffCommand(Console console, Function<Sweep, List<TargetVerdicts>> attribution) {
    this.console = console;
    this.attribution = attribution;
  }

  @Override
  public Integer call() {
    var asked = output.outputs(EnumSet.of(Format.TEXT, Format.JSON, Format.MARKDOWN));
    var catalogue = output.catalogue(console);
    try (var outputs = Outputs.open(asked, catalogue, console, output.looks(console))) {
      var diffs = diffs();
      outputs.write((format, columns) -> text(format, diffs, catalogue, columns));
      return ExitCode.OK.code();
    }
  }

  private static String text(Format format, List<Diff> diffs, Catalogue catalogue, int columns) {
    if (format == Format.JSON) {
      return DiffJson.write(diffs);
    }
    return diffs.stream()
        .map(
            diff ->
                format == Format.MARKDOWN
                    ? DiffMarkdown.write(diff, catalogue)
                    : DiffText.write(diff, catalogue, columns))
        .collect(Collectors.joining("\n"));
  }

  private List<Diff> diffs() {
    if (other.filter(SavedReport::isMeant).isPresent() && SavedReport.isMeant(sweep)) {
      return List.of(Diff.of(saved(sweep), saved(other.get())));
    }
    try (var link = connection.open(console)) {
      var eachReport = report(link, sweep);
      return other.isPresent()
          ? List.of(Diff.of(eachReport, report(link, other.get())))
          : sinceHealthy(link, eachReport);
    }
  }

  private static List<Diff> sinceHealthy(OperatorLink link, Report report) {
    var diffs = RemoteSweepHistory.ofAll(link, report);
    if (diffs.isEmpty()) {
      throw new CliException(
          ExitCode.INCONCLUSIVE,
          "no earlier sweep found a target of sweep " + report.sweep().id() + " healthy");
    }
    return diffs;
  }

  private Report report(OperatorLink link, String name) {
    return SavedReport.isMeant(name) ? saved(name) : stored(link, name);
  }

  private Report saved(String name) {
    var read = SavedReport.read(name, console);
    return Report.of(read, attribution.apply(read), ExitPolicy.DEFAULT);
  }

  private static Report stored(OperatorLink link, String name) {
    var request = GetSweepRequest.newBuilder().setSweepId(name).build();
    var judged = StoredReport.of(link.ask(calls -> calls.getSweep(request)));
    if (judged.sweep().observationsDeleted()) {
      throw CliException.usage(
          "the store has deleted the observations of sweep "
              + judged.sweep().id()
              + ", so it cannot be compared; parallax report prints its verdicts");
    }
    return Report.of(judged.sweep(), judged.verdicts(), ExitPolicy.DEFAULT);
  }
}
