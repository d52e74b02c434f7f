package dev.parallax.cli.output;

import dev.parallax.model.observation.Observation;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.document.JsonlReport;
import dev.parallax.report.export.CsvReport;
import dev.parallax.report.export.GithubReport;
import dev.parallax.report.export.JunitReport;
import dev.parallax.report.export.MarkdownReport;
import dev.parallax.report.export.PromReport;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.text.WideReport;
import dev.parallax.report.words.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All outputs of one command, opened before it starts. */
public final class Outputs implements AutoCloseable {
  private final Catalogue catalogue;
  private final Console console;
  private final List<Open> open = new ArrayList<>();

  /**
   * @param file whether it is a file, which has neither colour nor the terminal's width
   */
  private record Open(Format format, AtomicOutputFile sink, boolean file, boolean coloured) {}

  /** Writes a text of so many columns. */
  @FunctionalInterface
  public interface Text {
    String of(Format format, int columns);
  }

  private Outputs(Catalogue catalogue, Console console) {
    this.catalogue = catalogue;
    this.console = console;
  }

  /** Only standard output is coloured, and only where that is wanted. */
  public static Outputs open(
      List<OutputTarget> outputs,
      Catalogue catalogue,
      Console console,
      TerminalCapabilities looks) {
    var opened = new Outputs(catalogue, console);
    try {
      outputs.forEach(
          output -> {
            boolean file = output.file().isPresent();
            var sink = AtomicOutputFile.open(output, console);
            opened.open.add(new Open(output.format(), sink, file, looks.coloured() && !file));
          });
      return opened;
    } catch (CliException refused) {
      opened.close();
      throw refused;
    }
  }

  /** A result has arrived; only JSONL prints it already. */
  public void result(Observation seen) {
    for (var output : open) {
      if (output.format() == Format.JSONL) {
        jsonl(output).result(seen, Optional.empty());
      }
    }
  }

  /** Ends the sweep whose results were passed to {@link #result}. */
  public void finish(Report report) {
    for (var output : open) {
      if (output.format() == Format.JSONL) {
        jsonl(output).summary(report);
        output.sink().commit();
      } else {
        write(output, report);
      }
    }
  }

  /** A finished sweep at once. */
  public void whole(Report report) {
    open.forEach(output -> write(output, report));
  }

  /** One text for each format, created together. */
  public void write(Text text) {
    for (var output : open) {
      var written = text.of(output.format(), columns(output));
      print(output, output.format() == Format.TEXT ? painted(output, written) : written);
      output.sink().commit();
    }
  }

  private void write(Open output, Report report) {
    switch (output.format()) {
      case TEXT -> {
        var text = TextReport.write(report, catalogue, columns(output));
        print(output, painted(output, text));
      }
      case WIDE -> print(output, WideReport.write(report, catalogue));
      case PROM -> print(output, PromReport.write(report));
      case JSON -> print(output, JsonReport.write(report, catalogue));
      case JSONL -> jsonl(output).whole(report);
      case HTML -> print(output, HtmlReport.write(report, catalogue));
      case MARKDOWN -> print(output, MarkdownReport.write(report, catalogue));
      case JUNIT -> print(output, JunitReport.write(report, catalogue));
      case CSV -> print(output, CsvReport.write(report));
      case GITHUB -> print(output, GithubReport.write(report, catalogue));
    }
    output.sink().commit();
  }

  private int columns(Open output) {
    return output.file() ? Console.COLUMNS : console.columns();
  }

  private String painted(Open output, String text) {
    return output.coloured() ? ReportColours.of(text, catalogue) : text;
  }

  private JsonlReport jsonl(Open output) {
    return new JsonlReport(output.sink().writer(), catalogue);
  }

  private static void print(Open output, String text) {
    try {
      output.sink().writer().write(text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    open.forEach(output -> output.sink().close());
  }
}
