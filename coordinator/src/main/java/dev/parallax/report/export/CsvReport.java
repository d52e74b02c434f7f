package dev.parallax.report.export;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.report.Report;
import dev.parallax.report.json.Json;
import dev.parallax.report.view.StepCell;
import dev.parallax.text.CiLog;
import dev.parallax.text.Printable;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes one row for each result (RFC 4180), for spreadsheets and data frames. A cell that a
 * spreadsheet would treat as a formula begins with an apostrophe.
 */
public final class CsvReport {
  /** The last character is MINUS SIGN, which spreadsheets may treat as a hyphen. */
  private static final String FORMULA = "=+-@\u2212";

  private static final Pattern BLANK = Pattern.compile("^[\\s\\p{Z}]+");

  /** A semicolon separates cells where the comma is the decimal mark. */
  private static final Pattern QUOTED = Pattern.compile("[,;\"]");

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
    return CiLog.inert(
        Stream.concat(Stream.of(TITLES), rows)
            .map(row -> row.stream().map(CsvReport::cell).collect(Collectors.joining(",")) + "\r\n")
            .collect(Collectors.joining()));
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
        failure.map(cause -> cause.word().word()).orElse(""),
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
      case Outcome.NotRun(var reason, var detail) -> "not_run";
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
    var safe = isFormula(shown) ? "'" + shown : shown;
    return QUOTED.matcher(safe).find() ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  /** Whether the first visible character begins a formula, also in its full-width form. */
  private static boolean isFormula(String shown) {
    var text = BLANK.matcher(shown).replaceFirst("");
    if (text.isEmpty()) {
      return false;
    }
    var first = Normalizer.normalize(text.substring(0, 1), Normalizer.Form.NFKC);
    return FORMULA.contains(first);
  }
}
