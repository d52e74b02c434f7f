package dev.parallax.report.text;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.DisplayWidth;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.view.StepCell;
import dev.parallax.report.view.VantageGroups;
import dev.parallax.report.view.VisibleRows;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The vantage × step table of a text: in a small fleet a row for each vantage; in a large fleet a
 * line for each group and rows for the failing vantages. Where the width suffices, the table of
 * arms is printed to the right.
 */
final class StepTable {
  static final int ROWS = 60;
  private static final int STEP = 8;
  private static final int STEPS = STEP * Step.values().length;
  private static final String INDENT = "  ";
  private final ObservationGrid grid;
  private final Catalogue catalogue;
  private final VantageGroups matrix;
  private final List<VisibleRows> groups;
  private final Shape shape;
  private final TextWidth width;
  private final ArmTable arms;
  private final ArmTable beside;

  StepTable(ObservationGrid grid, Catalogue catalogue, TextWidth width) {
    this.grid = grid;
    this.catalogue = catalogue;
    this.width = width;
    this.matrix = new VantageGroups(grid, catalogue);
    this.groups = VisibleRows.groups(grid, matrix, ROWS);
    this.arms = new ArmTable(grid, catalogue, groups, width);
    var rows = groups.stream().flatMap(group -> group.rows().stream()).toList();
    int name = widest(rows, vantage -> DisplayWidth.of(vantage.id().name())) + 3;
    int network = widest(rows, vantage -> DisplayWidth.of(vantage.network())) + 1;
    int word = widest(rows, vantage -> DisplayWidth.of(failure(vantage)));
    this.shape = Shape.of(width.columns(), STEPS, name, network, word);
    int all = shape.name() + shape.network() + STEPS + arms.wide() + word;
    this.beside = arms.fits(all) ? arms : arms.none();
  }

  private static int widest(List<Vantage> rows, ToIntFunction<Vantage> columns) {
    return rows.stream().mapToInt(columns).max().orElse(0);
  }

  /**
   * The widths of the first columns.
   *
   * @param network 0 when it does not fit
   * @param below whether the failure gets a line of its own
   */
  private record Shape(int name, int network, boolean below) {
    private static final int NAME = 15;
    private static final int NAME_MOST = 40;
    private static final int NETWORK = 9;
    private static final int NETWORK_MOST = 18;

    /**
     * Wide columns if they fit, otherwise columns as narrow as their content, otherwise without the
     * network.
     */
    static Shape of(int columns, int steps, int longName, int longNetwork, int word) {
      int name = Math.clamp(longName, NAME, NAME_MOST);
      int network = Math.clamp(longNetwork, NETWORK, NETWORK_MOST);
      int room = columns - steps - word;
      if (name + network <= room) {
        return new Shape(name, network, false);
      }
      int narrow = Math.min(network, longNetwork);
      if (Math.min(longName, NAME) + narrow <= room) {
        return new Shape(Math.min(name, room - narrow), narrow, false);
      }
      int alone = Math.max(columns - steps, 10);
      return Math.min(longName, NAME) <= room
          ? new Shape(Math.min(name, room), 0, false)
          : new Shape(Math.min(name, alone), 0, true);
    }
  }

  /** Whether the arms have their columns here. */
  boolean hasArms() {
    return beside.wide() > 0;
  }

  ArmTable arms() {
    return arms;
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(catalogue.heading(hasArms() ? Heading.STEPS_AND_ARMS : Heading.STEPS));
    lines.add(titles().stripTrailing());
    groups.forEach(group -> group(lines, group));
    lines.addAll(width.wrap(INDENT, INDENT, catalogue.heading(Heading.LEGEND)));
    return lines;
  }

  private String titles() {
    return " ".repeat(shape.name() + shape.network())
        + Stream.of(Step.values())
            .map(step -> TextCells.cell(step.name(), STEP))
            .collect(Collectors.joining())
        + beside.titles();
  }

  private void group(List<String> lines, VisibleRows group) {
    lines.add(group.whole() ? group.name() : group.name() + ": " + group.counts(catalogue));
    group.rows().forEach(vantage -> row(lines, vantage));
    if (!group.failing().isEmpty()) {
      var rest = group.rest(catalogue, Heading.MORE_FAILING, group.failing());
      lines.addAll(width.wrap(INDENT, INDENT + INDENT, rest));
    }
  }

  private String cut(String line) {
    return DisplayWidth.cut(line, width.columns());
  }

  private void row(List<String> lines, Vantage vantage) {
    var trials = grid.ran(vantage.id(), Arm.BASE);
    var word = failure(vantage);
    var row = place(vantage) + (trials.isEmpty() ? silence(vantage) : cells(vantage, trials));
    lines.add(cut((row + (shape.below() ? "" : word)).stripTrailing()));
    if (shape.below() && !word.isEmpty()) {
      lines.add(cut(INDENT + INDENT + word));
    }
  }

  private String place(Vantage vantage) {
    var network = shape.network() == 0 ? "" : TextCells.cell(vantage.network(), shape.network());
    return TextCells.cell(INDENT + vantage.id(), shape.name()) + network;
  }

  private String silence(Vantage vantage) {
    return "–  " + matrix.whyNot(vantage.id());
  }

  private String cells(Vantage vantage, List<Observation> trials) {
    return Stream.of(Step.values())
            .map(step -> TextCells.cell(StepCell.of(trials, step).text(), STEP))
            .collect(Collectors.joining())
        + beside.cells(vantage);
  }

  private String failure(Vantage vantage) {
    return ObservationGrid.commonest(grid.ran(vantage.id(), Arm.BASE))
        .map(FailureWord::word)
        .orElse("");
  }
}
