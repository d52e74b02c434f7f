package dev.parallax.report;

import dev.parallax.model.Arm;
import dev.parallax.model.Failure;
import dev.parallax.model.FailureWord;
import dev.parallax.model.Label;
import dev.parallax.model.Observation;
import dev.parallax.model.Outcome;
import dev.parallax.model.Step;
import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The vantage × step table of the base probe, and the vantage × arm table. */
final class Matrix {
  private static final int NAME = 15;
  private static final int NETWORK = 9;
  private static final int STEP = 8;
  private final Grid grid;
  private final Catalogue catalogue;

  Matrix(Grid grid, Catalogue catalogue) {
    this.grid = grid;
    this.catalogue = catalogue;
  }

  List<String> steps() {
    var lines = new ArrayList<String>();
    lines.add(catalogue.heading(Heading.STEPS));
    var titles = new StringBuilder(" ".repeat(NAME + NETWORK));
    EnumSet.allOf(Step.class).forEach(step -> titles.append(Layout.cell(step.name(), STEP)));
    lines.add(titles.toString().stripTrailing());
    rows(lines, this::stepRow);
    lines.add("  " + catalogue.heading(Heading.LEGEND));
    return lines;
  }

  private String stepRow(VantageId vantage) {
    var trials = grid.ran(vantage, Arm.BASE);
    if (trials.isEmpty()) {
      return "–  " + whyNot(vantage);
    }
    var cells =
        EnumSet.allOf(Step.class).stream()
            .map(step -> Layout.cell(StepCell.of(trials, step).text(), STEP))
            .collect(Collectors.joining());
    return cells + commonest(trials).map(FailureWord::word).orElse("");
  }

  /** What the agent said; for one that said nothing, see the coverage. */
  String whyNot(VantageId vantage) {
    return grid.all(vantage, Arm.BASE).stream()
        .map(Observation::outcome)
        .flatMap(
            outcome ->
                outcome instanceof Outcome.NotRun notRun
                    ? java.util.stream.Stream.of(notRun)
                    : java.util.stream.Stream.empty())
        .findFirst()
        .map(notRun -> catalogue.notRun(notRun.reason()) + " " + notRun.said())
        .map(why -> Columns.cut(Printable.of(why), 50))
        .orElse("");
  }

  /** Empty when only the base probe ran: the steps say it all. */
  List<String> arms() {
    return new ArmTable(grid, catalogue, ordered(grid.vantages())).lines();
  }

  static Optional<FailureWord> commonest(List<Observation> trials) {
    return trials.stream()
        .flatMap(trial -> trial.failure().stream())
        .map(Failure::word)
        .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }

  private void rows(List<String> lines, Function<VantageId, String> row) {
    var group = "";
    for (var vantage : ordered(grid.vantages())) {
      var here = group(vantage);
      if (!here.equals(group)) {
        lines.add(here);
        group = here;
      }
      var name = Layout.cell("  " + vantage.id(), NAME) + Layout.cell(vantage.network(), NETWORK);
      lines.add((name + row.apply(vantage.id())).stripTrailing());
    }
  }

  String group(Vantage vantage) {
    if (grid.isInside(vantage.id())) {
      return grid.results()
          .inside()
          .getOrDefault(vantage.id(), Optional.empty())
          .map(route -> Map.of("address", Json.address(route)))
          .map(route -> catalogue.heading(Heading.INSIDE_ROUTE, route))
          .orElse(catalogue.heading(Heading.INSIDE));
    }
    return Printable.of(region(vantage).orElse(catalogue.heading(Heading.NO_REGION)));
  }

  private static Optional<String> region(Vantage vantage) {
    return vantage.label(Label.REGION).or(() -> vantage.label(Label.COUNTRY));
  }

  /** Inside first, then by region, network and name. */
  List<Vantage> ordered(List<Vantage> vantages) {
    return vantages.stream()
        .sorted(
            Comparator.comparing((Vantage one) -> !grid.isInside(one.id()))
                .thenComparing(this::group)
                .thenComparing(Vantage::network)
                .thenComparing(Vantage::id))
        .toList();
  }
}
