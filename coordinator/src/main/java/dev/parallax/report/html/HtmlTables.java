package dev.parallax.report.html;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.report.facts.Difference;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.text.ArmTable;
import dev.parallax.report.view.StepCell;
import dev.parallax.report.view.VantageGroups;
import dev.parallax.report.view.VisibleRows;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

/** The vantage × step table and the vantage × arm table of a page. */
final class HtmlTables {
  private static final int STEPS = Step.values().length;
  private final Markup html;
  private final Catalogue catalogue;
  private final ObservationGrid grid;
  private final VantageGroups matrix;
  private final List<VisibleRows> groups;

  HtmlTables(Markup html, Catalogue catalogue, ObservationGrid grid) {
    this.html = html;
    this.catalogue = catalogue;
    this.grid = grid;
    this.matrix = new VantageGroups(grid, catalogue);
    this.groups = VisibleRows.groups(grid, matrix);
  }

  /** An element wider than a narrow screen: scrolls by touch and by keyboard. */
  static void scrolling(Markup html, String name, Markup.Body body) {
    html.in("div", body, "class", "wide", "role", "region", "tabindex", "0", "aria-label", name);
  }

  /** A scrollable table, by its own name among the page's tables. */
  static void table(Markup html, String name, String kind, Markup.Body body) {
    scrolling(html, name, () -> html.in("table", body, "class", kind, "aria-label", name));
  }

  void steps() {
    var title = catalogue.heading(Heading.STEPS);
    html.line().element("h3", title);
    table(html, title, "matrix", this::stepTable);
    html.element("p", catalogue.heading(Heading.LEGEND), "class", "legend");
  }

  private void stepTable() {
    html.in(
        "thead",
        () ->
            html.in(
                "tr",
                () -> {
                  column(catalogue.heading(Heading.VANTAGE));
                  column(catalogue.difference(Difference.NETWORK));
                  EnumSet.allOf(Step.class).forEach(step -> column(step.name()));
                  column(catalogue.heading(Heading.OUTCOME));
                }));
    groups.forEach(group -> html.line().in("tbody", () -> rows(group, STEPS + 3, this::stepRow)));
  }

  private void column(String title) {
    html.element("th", title, "scope", "col");
  }

  private void rows(VisibleRows group, int columns, Consumer<Vantage> row) {
    html.in(
        "tr",
        () ->
            html.in(
                "th",
                () -> groupName(group),
                "scope",
                "rowgroup",
                "colspan",
                Integer.toString(columns)),
        "class",
        "group");
    group.rows().forEach(vantage -> html.in("tr", () -> row.accept(vantage)));
    rest(group, group.failing(), Heading.MORE_FAILING, columns);
    rest(group, group.passing(), Heading.MORE_PASSING, columns);
  }

  private void groupName(VisibleRows group) {
    html.text(group.name());
    if (!group.whole()) {
      html.text(" ").element("small", group.counts(catalogue));
    }
  }

  private void rest(VisibleRows group, List<Vantage> vantages, Heading heading, int columns) {
    if (!vantages.isEmpty()) {
      html.in(
          "tr",
          () ->
              html.element(
                  "td",
                  group.rest(catalogue, heading, vantages),
                  "colspan",
                  Integer.toString(columns)),
          "class",
          "rest");
    }
  }

  private void stepRow(Vantage vantage) {
    var trials = grid.ran(vantage.id(), Arm.BASE);
    html.in("th", () -> HtmlVantage.write(html, catalogue, vantage, trials), "scope", "row");
    html.element("td", vantage.network());
    if (trials.isEmpty()) {
      html.in("td", () -> notRun(vantage), "class", "none", "colspan", "" + (STEPS + 1));
      return;
    }
    EnumSet.allOf(Step.class).forEach(step -> cell(StepCell.of(trials, step), step));
    ObservationGrid.commonest(trials).ifPresentOrElse(this::word, () -> html.element("td", ""));
  }

  private void notRun(Vantage vantage) {
    html.symbol("–", "").text(" " + matrix.whyNot(vantage.id()));
  }

  private void word(FailureWord word) {
    html.element("td", word.word(), "class", "word", "title", catalogue.failure(word));
  }

  private void cell(StepCell cell, Step step) {
    marked(cell.text(), range(cell, step));
  }

  /** How many passed, and the shortest and the longest of them. */
  private static String range(StepCell cell, Step step) {
    var counts = step + " " + cell.passed().size() + "/" + cell.reached();
    return cell.passed().isEmpty()
        ? counts
        : counts
            + ", "
            + TextCells.time(cell.passed().getFirst())
            + " – "
            + TextCells.time(cell.passed().getLast());
  }

  /** The symbol that a text begins with, by its meaning, then the rest of it. */
  private void marked(String text, String title) {
    html.in(
        "td",
        () -> html.symbol(text.substring(0, 1), meaning(text)).text(text.substring(1)),
        "class",
        tone(text),
        "title",
        title);
  }

  private String meaning(String text) {
    return catalogue.heading(
        switch (text.charAt(0)) {
          case '✓' -> Heading.ALL_PASS;
          case '~' -> Heading.SOME_PASS;
          case '✗' -> Heading.NONE_PASS;
          default -> Heading.NOT_REACHED;
        });
  }

  private static String tone(String text) {
    return switch (text.charAt(0)) {
      case '✓' -> "ok";
      case '~' -> "some";
      case '✗' -> "bad";
      default -> "none";
    };
  }

  /** Empty when only the base probe ran: the steps contain all of it. */
  void arms() {
    var table = new ArmTable(grid, catalogue, groups, TextWidth.USUAL);
    if (table.arms().size() < 2) {
      return;
    }
    var title = catalogue.heading(Heading.ARMS);
    html.line().element("h3", title);
    table(html, title, "matrix", () -> armTable(table));
    html.in(
        "ul",
        () -> table.failures().forEach(text -> html.element("li", text)),
        "class",
        "facts failures");
  }

  private void armTable(ArmTable table) {
    var arms = table.arms();
    html.in(
        "thead",
        () ->
            html.in(
                "tr",
                () -> {
                  column(catalogue.heading(Heading.VANTAGE));
                  arms.forEach(
                      arm ->
                          html.element(
                              "th", ArmTable.title(arm), "scope", "col", "title", arm.word()));
                }));
    if (table.isWhole()) {
      groups.forEach(
          group ->
              html.line()
                  .in("tbody", () -> rows(group, arms.size() + 1, row -> armRow(row, arms))));
    } else {
      html.line().in("tbody", () -> table.rows().forEach((name, of) -> sumRow(name, of, arms)));
    }
  }

  private void armRow(Vantage vantage, List<Arm> arms) {
    html.element("th", vantage.id().name(), "scope", "row");
    arms.forEach(arm -> armCell(grid.ran(vantage.id(), arm), arm));
  }

  /** Many vantages in one row. */
  private void sumRow(String name, List<Vantage> of, List<Arm> arms) {
    html.in(
        "tr",
        () -> {
          html.element("th", name.strip(), "scope", "row");
          arms.forEach(arm -> armCell(ran(of, arm), arm));
        });
  }

  private List<Observation> ran(List<Vantage> of, Arm arm) {
    return of.stream().flatMap(vantage -> grid.ran(vantage.id(), arm).stream()).toList();
  }

  private void armCell(List<Observation> trials, Arm arm) {
    var text = ArmTable.cell(trials);
    var detail = ObservationGrid.commonest(trials).map(word -> ": " + word.word()).orElse("");
    marked(text, arm.word() + detail);
  }
}
