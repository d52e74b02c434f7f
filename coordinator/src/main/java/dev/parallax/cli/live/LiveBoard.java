package dev.parallax.cli.live;

import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.layout.DisplayWidth;
import dev.parallax.report.words.Catalogue;
import dev.parallax.text.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A running sweep as lines that fit a terminal: a row for each vantage while they fit, otherwise a
 * row for each place and as many failing vantages as fit.
 */
public final class LiveBoard {
  private static final int NAME = 16;
  private static final int NETWORK = 10;
  private static final int STEP = 7;
  private static final int COUNT = 10;
  private final Catalogue catalogue;
  private final boolean coloured;
  private final Map<VantageId, LiveRow> rows = new LinkedHashMap<>();
  private String head = "";
  private int perVantage;

  public LiveBoard(Catalogue catalogue, boolean coloured) {
    this.catalogue = catalogue;
    this.coloured = coloured;
  }

  void started(List<Vantage> vantages) {
    vantages.stream()
        .sorted(Comparator.comparing(LiveBoard::placeOf).thenComparing(Vantage::id))
        .forEach(vantage -> rows.put(vantage.id(), new LiveRow(vantage)));
  }

  /**
   * A round begins.
   *
   * @param detail its number and reason as text
   * @param asked the vantages of the round; empty for all
   */
  void round(String detail, int trials, Set<VantageId> asked) {
    head = detail;
    asked.forEach(vantage -> rows.computeIfAbsent(vantage, LiveBoard::ofTheReserve));
    rows.values().forEach(row -> row.roundStarts(asked.isEmpty() || isIn(asked, row)));
    var count = asked(rows.values());
    perVantage = count == 0 ? 0 : trials / count;
  }

  /** A vantage that joined after the start; its labels are not known here. */
  private static LiveRow ofTheReserve(VantageId vantage) {
    return new LiveRow(new Vantage(vantage, Map.of(), "", Optional.empty(), Map.of()));
  }

  private static boolean isIn(Set<VantageId> asked, LiveRow row) {
    return asked.contains(row.vantage().id());
  }

  private static int asked(Collection<LiveRow> rows) {
    return (int) rows.stream().filter(LiveRow::asked).count();
  }

  void result(Observation seen) {
    var row = rows.get(seen.key().vantage());
    if (row != null) {
      row.add(seen);
    }
  }

  /** At most {@code height} lines of at most {@code width} columns. */
  List<String> lines(int width, int height) {
    var lines = new ArrayList<String>();
    lines.add(cut(head + " · " + sum(rows.values()), width));
    if (rows.size() < height) {
      rows.values().forEach(row -> lines.add(line(row, width)));
    } else {
      places().forEach((place, chosen) -> lines.add(cut(place(place, chosen), width)));
      rows.values().stream().filter(LiveRow::failing).forEach(row -> lines.add(line(row, width)));
    }
    return lines.size() <= height ? lines : lines.subList(0, Math.max(1, height));
  }

  private Map<String, List<LiveRow>> places() {
    var places = new TreeMap<String, List<LiveRow>>();
    rows.values()
        .forEach(
            row ->
                places.computeIfAbsent(placeOf(row.vantage()), key -> new ArrayList<>()).add(row));
    return places;
  }

  private static String placeOf(Vantage vantage) {
    return vantage.label(Label.REGION).or(() -> vantage.label(Label.COUNTRY)).orElse("–");
  }

  private String place(String name, List<LiveRow> rows) {
    var failing = rows.stream().filter(LiveRow::failing).count();
    return cell(name, NAME)
        + catalogue.progress(
            "place",
            Map.of(
                "vantages", Integer.toString(rows.size()),
                "failing", Long.toString(failing)))
        + " · "
        + sum(rows);
  }

  private String sum(Collection<LiveRow> rows) {
    var done = rows.stream().mapToInt(LiveRow::done).sum();
    return catalogue.progress(
        "trials",
        Map.of("done", Integer.toString(done), "all", Integer.toString(perVantage * asked(rows))));
  }

  /** Steps are omitted from the right when they do not fit; colour takes no columns. */
  private String line(LiveRow row, int width) {
    var line = new StringBuilder(cut(cell(row.vantage().id().name(), NAME), width));
    var left = width - DisplayWidth.of(line);
    if (left >= NETWORK + STEP + COUNT) {
      line.append(cell(row.vantage().network(), NETWORK));
      left -= NETWORK;
    }
    for (var step : Step.values()) {
      if (left >= STEP + COUNT) {
        line.append(cell(step.name(), 5)).append(row.mark(step).text(coloured)).append(' ');
        left -= STEP;
      }
    }
    return line + cut(tail(row), left);
  }

  private String tail(LiveRow row) {
    var progress = row.asked() ? row.done() + "/" + perVantage : "–";
    return cell(progress, COUNT) + row.word();
  }

  private static String cut(String text, int width) {
    return width < 1 ? "" : DisplayWidth.cut(Printable.of(text), width);
  }

  private static String cell(String text, int width) {
    var shown = DisplayWidth.cut(Printable.of(text), width - 1);
    return shown + " ".repeat(width - DisplayWidth.of(shown));
  }
}
