package dev.parallax.report;

import dev.parallax.model.Failure;
import dev.parallax.model.Observation;
import dev.parallax.model.Outcome;
import dev.parallax.model.Step;
import dev.parallax.model.TargetResults;
import dev.parallax.text.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes one row a result (RFC 4180), for spreadsheets and data frames. A cell a spreadsheet would
 * take for a formula begins with an apostrophe.
 */
public final class CsvReport {
  private static final String FORMULA = "=+-@";
  private static final List<String> TITLES =
      List.of(
          "sweep",
          "target",
          "vantage",
          "round",
          "arm",
          "variant",
          "address",
          "trial",
          "status",
          "failed_step",
          "failure",
          "dns_ms",
          "tcp_ms",
          "tls_ms",
          "http_ms",
          "http_status");

  private CsvReport() {}

  public static String write(Report report) {
    var rows =
        report.sweep().targets().stream()
            .flatMap(results -> results.observations().stream().map(seen -> row(results, seen)));
    return Stream.concat(Stream.of(TITLES), rows)
        .map(row -> row.stream().map(CsvReport::cell).collect(Collectors.joining(",")) + "\r\n")
        .collect(Collectors.joining());
  }

  private static List<String> row(TargetResults results, Observation seen) {
    var key = seen.key();
    var failure = seen.failure();
    return List.of(
        key.sweep().value(),
        results.target().name(),
        key.vantage().name(),
        Integer.toString(key.round()),
        key.arm().word(),
        key.variant(),
        key.address().map(Json::address).orElse(""),
        Integer.toString(key.trial()),
        status(seen.outcome()),
        failure.map(Failure::step).map(step -> step.name().toLowerCase(Locale.ROOT)).orElse(""),
        failure.map(one -> one.word().word()).orElse(""),
        millis(seen, Step.DNS),
        millis(seen, Step.TCP),
        millis(seen, Step.TLS),
        millis(seen, Step.HTTP),
        seen.steps().http().map(step -> Integer.toString(step.status())).orElse(""));
  }

  private static String status(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ok() -> "ok";
      case Outcome.Failed(var failure) -> "failed";
      case Outcome.NotRun(var reason, var said) -> "not_run";
    };
  }

  private static String millis(Observation seen, Step step) {
    return Optional.of(seen.steps())
        .flatMap(steps -> StepCell.took(steps, step))
        .map(took -> Json.millis(took).asText())
        .orElse("");
  }

  private static String cell(String text) {
    var shown = Printable.of(text);
    var safe = !shown.isEmpty() && FORMULA.indexOf(shown.charAt(0)) >= 0 ? "'" + shown : shown;
    return safe.contains(",") || safe.contains("\"")
        ? "\"" + safe.replace("\"", "\"\"") + "\""
        : safe;
  }
}
