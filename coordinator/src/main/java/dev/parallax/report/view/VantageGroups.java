package dev.parallax.report.view;

import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.json.Json;
import dev.parallax.report.layout.DisplayWidth;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import dev.parallax.text.Printable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The common part of every table of vantages: their order, groups and values. */
public final class VantageGroups {
  private final ObservationGrid grid;
  private final Catalogue catalogue;

  public VantageGroups(ObservationGrid grid, Catalogue catalogue) {
    this.grid = grid;
    this.catalogue = catalogue;
  }

  /** The text from the agent; for a missing agent, see the coverage. */
  public String whyNot(VantageId vantage) {
    return grid.all(vantage, Arm.BASE).stream()
        .flatMap(seen -> whyNot(seen).stream())
        .findFirst()
        .map(why -> DisplayWidth.cut(Printable.of(why), 50))
        .orElse("");
  }

  /** An agent that resolved the name knew the probe: its own text contains the reason. */
  private Optional<String> whyNot(Observation seen) {
    return seen.outcome() instanceof Outcome.NotRun(var reason, var detail)
        ? Optional.of(
            seen.steps().dns().isPresent() ? detail : catalogue.notRun(reason) + " " + detail)
        : Optional.empty();
  }

  public String group(Vantage vantage) {
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
  public List<Vantage> ordered(List<Vantage> vantages) {
    return vantages.stream()
        .sorted(
            Comparator.comparing((Vantage vantage) -> !grid.isInside(vantage.id()))
                .thenComparing(this::group)
                .thenComparing(Vantage::network)
                .thenComparing(Vantage::id))
        .toList();
  }
}
