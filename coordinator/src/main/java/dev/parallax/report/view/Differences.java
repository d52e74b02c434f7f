package dev.parallax.report.view;

import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.facts.Difference;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.facts.SharedRouter;
import dev.parallax.report.json.Json;
import dev.parallax.report.layout.DisplayWidth;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import dev.parallax.text.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays the attributes of failing and of passing vantages side by side, where they differ. */
public final class Differences {
  private static final int TITLE = 15;
  private static final int HASH_SHOWN = 12;
  private static final int VALUES_SHOWN = 4;
  private static final Duration CLOCK_NOISE = Duration.ofSeconds(2);
  private final ObservationGrid grid;
  private final Catalogue catalogue;

  public Differences(ObservationGrid grid, Catalogue catalogue) {
    this.grid = grid;
    this.catalogue = catalogue;
  }

  /** Empty without both groups of vantages, or without a difference. */
  public List<String> lines(Collection<VantageId> failing, TextWidth width) {
    var rows = rows(failing);
    if (rows.isEmpty()) {
      return List.of();
    }
    var shape = Shape.of(rows, width);
    var lines = new ArrayList<String>();
    lines.add(
        shape.line(
            catalogue.heading(Heading.DIFFERENCES),
            catalogue.heading(Heading.FAILING),
            catalogue.heading(Heading.PASSING)));
    rows.forEach(row -> lines.add(shape.line(row.title(), row.failing(), row.passing())));
    witness().ifPresent(detail -> lines.addAll(width.wrap("  ", "    ", detail)));
    if (rows.stream().anyMatch(AttributeRow::separates)) {
      lines.addAll(width.wrap("  ", "    ", catalogue.heading(Heading.SEPARATES)));
    }
    return lines;
  }

  /** Columns as wide as their longest value; beyond the width, no column gets more than half. */
  private record Shape(int left, int right) {
    private static final int LEAST = 12;

    static Shape of(List<AttributeRow> rows, TextWidth width) {
      int room = width.columns() - TITLE;
      int left = Math.max(LEAST, longest(rows, AttributeRow::failing) + 2);
      int right = Math.max(LEAST, longest(rows, AttributeRow::passing) + 1);
      int kept = Math.min(left, Math.max(room / 2, room - right));
      return new Shape(kept, Math.min(right, room - kept));
    }

    private static int longest(List<AttributeRow> rows, Function<AttributeRow, String> side) {
      return rows.stream().map(side).mapToInt(DisplayWidth::of).max().orElse(0);
    }

    String line(String title, String failing, String passing) {
      return (TextCells.cell(title, TITLE)
              + TextCells.cell(failing, left)
              + TextCells.cell(passing, right))
          .stripTrailing();
    }
  }

  public Optional<String> witness() {
    return grid.results().coordinatorDns().flatMap(this::witness);
  }

  private Optional<String> witness(DnsStep step) {
    var addressSet = addresses(step).collect(Collectors.toCollection(TreeSet::new));
    var here = grid.vantages().stream().map(Vantage::id).toList();
    if (addressSet.equals(values(Difference.ADDRESSES, here))) {
      return Optional.empty();
    }
    var answer = addressSet.isEmpty() ? Printable.of(step.rcode()) : joined(addressSet);
    return Optional.of(catalogue.heading(Heading.WITNESS, Map.of("answer", answer)));
  }

  private static Stream<String> addresses(DnsStep step) {
    return step.answers().stream().map(answer -> Json.address(answer.address()));
  }

  /**
   * The values of one attribute at the failing and at the passing vantages.
   *
   * @param separates whether no value is on both sides
   */
  public record AttributeRow(String attribute, String failing, String passing, boolean separates) {
    public String title() {
      return (separates ? "≠ " : "  ") + attribute;
    }
  }

  /** The attributes that separate the two groups first. */
  public List<AttributeRow> rows(Collection<VantageId> failing) {
    var passing = grid.passing().stream().filter(id -> !failing.contains(id)).toList();
    return Stream.of(Difference.values())
        .flatMap(attribute -> row(attribute, failing, passing).stream())
        .sorted(Comparator.comparing(row -> !row.separates()))
        .toList();
  }

  private Optional<AttributeRow> row(
      Difference attribute, Collection<VantageId> failing, Collection<VantageId> passing) {
    return switch (attribute) {
      case TCP_TIME -> times(attribute, Step.TCP, failing, passing);
      case TLS_TIME -> times(attribute, Step.TLS, failing, passing);
      case ROUTER -> router(failing, passing);
      case REGION, NETWORK, RESOLVER, ADDRESSES, LEAF, TLS, CLOCK, AGENT ->
          ofValues(attribute, failing, passing);
    };
  }

  private Optional<AttributeRow> times(
      Difference attribute,
      Step step,
      Collection<VantageId> failing,
      Collection<VantageId> passing) {
    return StepTimes.apart(grid, step, failing, passing)
        .map(
            apart ->
                new AttributeRow(
                    catalogue.difference(attribute),
                    apart.failing().text(),
                    apart.passing().text(),
                    apart.isWhole()));
  }

  private Optional<AttributeRow> router(
      Collection<VantageId> failing, Collection<VantageId> passing) {
    return SharedRouter.of(grid, failing, passing)
        .map(
            shared ->
                new AttributeRow(
                    catalogue.difference(Difference.ROUTER),
                    catalogue.heading(
                        Heading.ROUTER_AT,
                        Map.of(
                            "router", Json.address(shared.address()),
                            "hop", Integer.toString(shared.hop()))),
                    catalogue.heading(
                        Heading.ROUTER_ON_NONE,
                        Map.of("count", Integer.toString(shared.otherPaths()))),
                    true));
  }

  private Optional<AttributeRow> ofValues(
      Difference attribute, Collection<VantageId> failing, Collection<VantageId> passing) {
    var here = values(attribute, failing);
    var there = values(attribute, passing);
    return here.isEmpty() || there.isEmpty() || here.equals(there)
        ? Optional.empty()
        : Optional.of(
            new AttributeRow(
                catalogue.difference(attribute),
                joined(here),
                joined(there),
                Collections.disjoint(here, there)));
  }

  private static String joined(Collection<String> values) {
    var first = values.stream().limit(VALUES_SHOWN).collect(Collectors.joining(", "));
    return values.size() > VALUES_SHOWN ? first + " +" + (values.size() - VALUES_SHOWN) : first;
  }

  private SortedSet<String> values(Difference attribute, Collection<VantageId> vantages) {
    return grid.vantages().stream()
        .filter(vantage -> vantages.contains(vantage.id()))
        .flatMap(vantage -> values(attribute, vantage))
        .filter(value -> !value.isEmpty())
        .map(Printable::of)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<String> values(Difference attribute, Vantage vantage) {
    return switch (attribute) {
      case REGION -> vantage.label(Label.REGION).stream();
      case NETWORK -> Stream.of(vantage.network());
      case AGENT -> Stream.of(vantage.agentVersion());
      case CLOCK -> vantage.clockOffset().map(Differences::clock).stream();
      case RESOLVER -> dns(vantage).map(DnsStep::resolver);
      case ADDRESSES -> dns(vantage).flatMap(Differences::addresses);
      case LEAF ->
          tls(vantage).flatMap(step -> step.chain().stream().limit(1)).map(Differences::leaf);
      case TLS ->
          tls(vantage)
              .map(step -> (step.agreed().version() + " " + step.agreed().cipher()).strip());
      case TCP_TIME, TLS_TIME, ROUTER -> Stream.of();
    };
  }

  private static String clock(Duration offset) {
    return offset.abs().compareTo(CLOCK_NOISE) < 0 ? "±0" : TextCells.offset(offset);
  }

  private static String leaf(CertificateFacts facts) {
    return facts.sha256().substring(0, Math.min(HASH_SHOWN, facts.sha256().length()));
  }

  private Stream<DnsStep> dns(Vantage vantage) {
    return base(vantage).flatMap(seen -> seen.steps().dns().stream());
  }

  private Stream<TlsStep> tls(Vantage vantage) {
    return base(vantage).flatMap(seen -> seen.steps().tls().stream());
  }

  private Stream<Observation> base(Vantage vantage) {
    return grid.ran(vantage.id(), Arm.BASE).stream();
  }
}
