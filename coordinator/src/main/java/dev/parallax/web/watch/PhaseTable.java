package dev.parallax.web.watch;

import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.html.Markup;
import dev.parallax.watch.phase.PhaseBook;
import dev.parallax.watch.phase.PhaseBook.SlowPhase;
import dev.parallax.watch.phase.PhaseHistory;
import dev.parallax.watch.phase.TimedStep;
import dev.parallax.web.request.Visit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The times of the steps at each vantage, beside their usual times. */
final class PhaseTable {
  private static final int ROWS = 40;

  private PhaseTable() {}

  /** What is slower than its own history; empty when nothing is. */
  static Optional<String> slow(Visit visit, PhaseBook book) {
    var slow = book.slow();
    return slow.isEmpty()
        ? Optional.empty()
        : Optional.of(
            visit.say(
                "phases.slow",
                "list",
                slow.stream().map(one -> item(visit, one)).collect(Collectors.joining("; "))));
  }

  private static String item(Visit visit, SlowPhase slow) {
    return visit.say(
        "phases.slow.item",
        Map.of(
            "phase", slow.phase().name(),
            "vantage", slow.vantage().name(),
            "now", millis(slow.now()),
            "usual", millis(slow.usual())));
  }

  /** Nothing before the first look. */
  static void write(Markup html, Visit visit, PhaseBook book) {
    if (book.histories().isEmpty()) {
      return;
    }
    html.element("h2", visit.say("phases"));
    html.element("p", visit.say("phases.help"), "class", "legend");
    html.in(
        "table",
        () -> {
          html.in("thead", () -> html.in("tr", () -> head(html, visit)));
          html.in(
              "tbody",
              () ->
                  book.histories().entrySet().stream()
                      .limit(ROWS)
                      .forEach(row -> row(html, row.getKey(), row.getValue())));
        },
        "class",
        "history whole");
  }

  private static void head(Markup html, Visit visit) {
    html.element("th", visit.say("phases.vantage"), "scope", "col");
    for (var phase : TimedStep.values()) {
      html.element("th", phase.name(), "scope", "col");
    }
  }

  private static void row(Markup html, VantageId vantage, Map<TimedStep, PhaseHistory> phases) {
    html.in(
        "tr",
        () -> {
          html.element("td", vantage.name());
          for (var phase : TimedStep.values()) {
            html.element("td", cell(phases.getOrDefault(phase, PhaseHistory.EMPTY)));
          }
        });
  }

  private static String cell(PhaseHistory history) {
    return history
        .now()
        .map(
            now ->
                (history.isSlow() ? "≠ " : "")
                    + millis(now)
                    + history
                        .baseline()
                        .map(usual -> " (" + millis(usual.median()) + ")")
                        .orElse(""))
        .orElse("–");
  }

  private static String millis(double time) {
    return String.format(Locale.ROOT, time < 10 ? "%.1f" : "%.0f", time);
  }
}
