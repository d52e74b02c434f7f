package dev.parallax.report;

import dev.parallax.model.Arm;
import dev.parallax.model.CertificateFacts;
import dev.parallax.model.DnsStep;
import dev.parallax.model.Label;
import dev.parallax.model.Observation;
import dev.parallax.model.TlsStep;
import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays the attributes of failing and of passing vantages side by side, where they differ. */
final class Differences {
  private static final int TITLE = 14;
  private static final int COLUMN = 33;
  private static final int HASH_SHOWN = 12;
  private static final int VALUES_SHOWN = 4;
  private static final Duration CLOCK_NOISE = Duration.ofSeconds(2);
  private final Grid grid;
  private final Catalogue catalogue;

  Differences(Grid grid, Catalogue catalogue) {
    this.grid = grid;
    this.catalogue = catalogue;
  }

  /** Empty when there are not both kinds of vantages, or they do not differ. */
  List<String> lines(Collection<VantageId> failing) {
    var lines = new ArrayList<String>();
    for (var row : rows(failing)) {
      lines.add(row("  " + row.attribute(), row.failing(), row.passing()));
    }
    if (!lines.isEmpty()) {
      grid.results().coordinatorDns().flatMap(this::witness).ifPresent(lines::add);
      lines.addFirst(
          row(
              catalogue.heading(Heading.DIFFERENCES),
              catalogue.heading(Heading.FAILING),
              catalogue.heading(Heading.PASSING)));
    }
    return lines;
  }

  /** Only where the coordinator's own host was told something else than the vantages were. */
  private Optional<String> witness(DnsStep step) {
    var told = addresses(step).collect(Collectors.toCollection(TreeSet::new));
    var here = grid.vantages().stream().map(Vantage::id).toList();
    if (told.equals(values(Difference.ADDRESSES, here))) {
      return Optional.empty();
    }
    var answer = told.isEmpty() ? Printable.of(step.rcode()) : shown(told);
    return Optional.of("  " + catalogue.heading(Heading.WITNESS, Map.of("answer", answer)));
  }

  private static Stream<String> addresses(DnsStep step) {
    return step.answers().stream().map(answer -> Json.address(answer.address()));
  }

  /** What the failing and the passing vantages have of one attribute. */
  record Row(String attribute, String failing, String passing) {}

  List<Row> rows(Collection<VantageId> failing) {
    var passing = grid.passing().stream().filter(id -> !failing.contains(id)).toList();
    var rows = new ArrayList<Row>();
    for (var attribute : Difference.values()) {
      var here = values(attribute, failing);
      var there = values(attribute, passing);
      if (!here.isEmpty() && !there.isEmpty() && !here.equals(there)) {
        rows.add(new Row(catalogue.difference(attribute), shown(here), shown(there)));
      }
    }
    return rows;
  }

  private static String row(String title, String left, String right) {
    return (Layout.cell(title, TITLE) + Layout.cell(left, COLUMN) + Layout.cell(right, COLUMN))
        .stripTrailing();
  }

  private static String shown(Collection<String> values) {
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
    };
  }

  private static String clock(Duration offset) {
    return offset.abs().compareTo(CLOCK_NOISE) < 0 ? "±0" : Layout.offset(offset);
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
