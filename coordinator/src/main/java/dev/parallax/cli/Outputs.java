package dev.parallax.cli;

import dev.parallax.model.Observation;
import dev.parallax.report.Catalogue;
import dev.parallax.report.CsvReport;
import dev.parallax.report.GithubReport;
import dev.parallax.report.HtmlReport;
import dev.parallax.report.JsonReport;
import dev.parallax.report.JsonlReport;
import dev.parallax.report.JunitReport;
import dev.parallax.report.MarkdownReport;
import dev.parallax.report.PromReport;
import dev.parallax.report.Report;
import dev.parallax.report.TextReport;
import dev.parallax.report.WideReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All outputs of one command, opened before it starts. */
final class Outputs implements AutoCloseable {
  private final Catalogue catalogue;
  private final List<Open> open = new ArrayList<>();

  private record Open(Format format, Sink sink, boolean coloured) {}

  private Outputs(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  static Outputs open(List<Output> outputs, Catalogue catalogue, Console console) {
    return open(outputs, catalogue, console, Looks.PLAIN);
  }

  /** Only standard output is coloured, and only where that is wanted. */
  static Outputs open(List<Output> outputs, Catalogue catalogue, Console console, Looks looks) {
    var opened = new Outputs(catalogue);
    try {
      outputs.forEach(
          output ->
              opened.open.add(
                  new Open(
                      output.format(),
                      Sink.open(output, console),
                      looks.coloured() && output.file().isEmpty())));
      return opened;
    } catch (CliException refused) {
      opened.close();
      throw refused;
    }
  }

  /** A result has come; only JSONL prints it already. */
  void result(Observation seen) {
    for (var output : open) {
      if (output.format() == Format.JSONL) {
        jsonl(output).result(seen, Optional.empty());
      }
    }
  }

  /** The sweep whose results were given to {@link #result} one by one is finished. */
  void finish(Report report) {
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
  void whole(Report report) {
    open.forEach(output -> write(output, report));
  }

  /** One text a format at once. */
  void write(Function<Format, String> text) {
    for (var output : open) {
      print(output, text.apply(output.format()));
      output.sink().commit();
    }
  }

  private void write(Open output, Report report) {
    switch (output.format()) {
      case TEXT -> print(output, painted(output, TextReport.write(report, catalogue)));
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

  private static String painted(Open output, String text) {
    return output.coloured() ? Paint.of(text) : text;
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
