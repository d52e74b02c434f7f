package dev.parallax.report.html;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.DisplayWidth;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.view.HandshakeTimes;
import dev.parallax.report.view.VantageGroups;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Draws the handshakes of the vantages as two parallel lines, one for the vantage and one for the
 * peer, with the messages between them, on a common time axis.
 */
final class HtmlLadder {
  private static final int ROWS = 24;
  static final int WIDTH = 960;
  private static final int LEFT = 190;
  private static final int RIGHT = WIDTH - 24;
  private static final int TOP = 28;
  private static final int ROW = 52;
  private static final int HEIGHT = 28;
  private static final int LONGEST_OF_MEDIAN = 4;
  private final Markup html;
  private final Catalogue catalogue;
  private final ObservationGrid grid;

  private record Lane(Vantage vantage, HandshakeTimes flight) {}

  HtmlLadder(Markup html, Catalogue catalogue, ObservationGrid grid) {
    this.html = html;
    this.catalogue = catalogue;
    this.grid = grid;
  }

  void write() {
    var lanes = lanes();
    if (lanes.isEmpty()) {
      return;
    }
    var title = catalogue.heading(Heading.LADDER);
    html.line().element("h3", title);
    HtmlTables.scrolling(html, title, () -> drawing(lanes.stream().limit(ROWS).toList()));
    var rest =
        lanes.size() > ROWS
            ? catalogue.heading(
                Heading.LADDER_REST, Map.of("count", Integer.toString(lanes.size() - ROWS)))
            : "";
    html.element("p", catalogue.heading(Heading.LADDER_LEGEND) + " " + rest, "class", "legend");
  }

  /** In the order of the tables; in a large fleet the failing vantages first. */
  private List<Lane> lanes() {
    var all =
        new VantageGroups(grid, catalogue)
            .ordered(grid.vantages()).stream().flatMap(this::lane).toList();
    return all.size() <= ROWS
        ? all
        : all.stream().sorted(Comparator.comparing(lane -> !lane.flight().broke())).toList();
  }

  private Stream<Lane> lane(Vantage vantage) {
    return typical(grid.ran(vantage.id(), Arm.BASE))
        .filter(flight -> !flight.phases().isEmpty())
        .map(flight -> new Lane(vantage, flight))
        .stream();
  }

  /** The first trial with the most frequent failure, otherwise the trial of median duration. */
  private static Optional<HandshakeTimes> typical(List<Observation> trials) {
    var usual = ObservationGrid.commonest(trials);
    return trials.stream()
        .filter(trial -> usual.isPresent() && trial.failure().map(Failure::word).equals(usual))
        .findFirst()
        .map(HandshakeTimes::of)
        .or(() -> median(trials));
  }

  private static Optional<HandshakeTimes> median(List<Observation> trials) {
    return trials.stream()
        .map(HandshakeTimes::of)
        .sorted(Comparator.comparing(HandshakeTimes::took))
        .skip(trials.size() / 2)
        .findFirst();
  }

  private void drawing(List<Lane> lanes) {
    var end = end(lanes);
    int height = TOP + ROW * lanes.size() + 4;
    html.in(
        "svg",
        () -> {
          html.element("title", catalogue.heading(Heading.LADDER));
          axis(end, height);
          for (int i = 0; i < lanes.size(); i++) {
            lane(lanes.get(i), TOP + ROW * i + 14, end);
          }
        },
        "class",
        "ladder",
        "role",
        "img",
        "viewBox",
        "0 0 " + WIDTH + " " + height);
  }

  /** The end of the axis: the longest duration, unless it is an extreme value. */
  private static Duration end(List<Lane> lanes) {
    var sorted = lanes.stream().map(lane -> lane.flight().took()).sorted().toList();
    var bound = sorted.get(sorted.size() / 2).multipliedBy(LONGEST_OF_MEDIAN);
    var longest = sorted.getLast();
    var end = longest.compareTo(bound) < 0 ? longest : bound;
    return end.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : end;
  }

  private void axis(Duration end, int height) {
    var tick = Ticks.every(end);
    for (var at = Duration.ZERO; at.compareTo(end) <= 0; at = at.plus(tick)) {
      var x = number(x(at, end));
      html.empty("line", "class", "tick", "x1", x, "x2", x, "y1", "20", "y2", "" + height);
      html.element("text", Ticks.label(at), "class", "axis", "x", x, "y", "14");
    }
  }

  private static double x(Duration at, Duration end) {
    return LEFT + (RIGHT - LEFT) * Math.min(1, (double) at.toNanos() / end.toNanos());
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private void lane(Lane lane, int top, Duration end) {
    var flight = lane.flight();
    html.line()
        .in(
            "g",
            () -> {
              html.element(
                  "text",
                  lane.vantage().id().name(),
                  "class",
                  "name",
                  "x",
                  "4",
                  "y",
                  "" + (top + 8));
              html.element(
                  "text",
                  flight.detail(),
                  "class",
                  flight.broke() ? "word" : "well",
                  "x",
                  "4",
                  "y",
                  "" + (top + 25));
              rail(top);
              rail(top + HEIGHT);
              flight.phases().forEach(phase -> phase(phase, top, end));
              flight.broken().ifPresent(phase -> cross(x(flight.took(), end), phase, top));
            });
  }

  private void rail(int y) {
    html.empty(
        "line", "class", "rail", "x1", "" + LEFT, "x2", "" + RIGHT, "y1", "" + y, "y2", "" + y);
  }

  private void phase(HandshakeTimes.StepSpan phase, int top, Duration end) {
    var from = x(phase.start(), end);
    var to = x(phase.end(), end);
    var width = Math.max(1, to - from);
    html.in(
        "g",
        () -> {
          html.element(
              "title", phase.step() + " " + TextCells.time(phase.took()) + ": " + phase.detail());
          html.empty(
              "rect",
              "x",
              number(from),
              "y",
              "" + top,
              "width",
              number(width),
              "height",
              "" + HEIGHT);
          arrows(phase, from, to, top);
          label(phase, from, width, top);
        },
        "class",
        "phase " + phase.step().name().toLowerCase(Locale.ROOT));
  }

  /** The sent messages, and the received messages if there are any. */
  private void arrows(HandshakeTimes.StepSpan phase, double from, double to, int top) {
    var middle = from + (to - from) / 2;
    arrow(from, top, phase.answered() ? middle : Math.min(to, from + HEIGHT), top + HEIGHT, "");
    if (phase.answered()) {
      arrow(middle, top + HEIGHT, to, top, phase.cut() ? " cut" : "");
    }
  }

  private void arrow(double fromX, double fromY, double toX, double toY, String kind) {
    html.empty(
        "line",
        "class",
        "arrow" + kind,
        "x1",
        number(fromX),
        "y1",
        number(fromY),
        "x2",
        number(toX),
        "y2",
        number(toY));
  }

  /** The longest wording that fits. */
  private void label(HandshakeTimes.StepSpan phase, double from, double width, int top) {
    Stream.of(phase.detail(), phase.sent(), phase.step().name())
        .filter(text -> DisplayWidth.of(text) * 6.4 + 6 < width)
        .findFirst()
        .ifPresent(
            text ->
                html.element(
                    "text",
                    text,
                    "class",
                    "label",
                    "x",
                    number(from + width / 2),
                    "y",
                    "" + (top + 18)));
  }

  private void cross(double x, HandshakeTimes.StepSpan phase, int top) {
    var y = top + (phase.answered() ? 0 : HEIGHT / 2);
    html.element("text", "✗", "class", "cross", "x", number(x), "y", "" + (y + 5));
  }
}
