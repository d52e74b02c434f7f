package dev.parallax.cli.output;

import dev.parallax.fleet.place.Distinction;
import dev.parallax.fleet.place.FleetCoverage;
import dev.parallax.model.vantage.Vantage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of {@code parallax doctor fleet}. */
public final class FleetPage {
  /** Remote perspectives and registries that certificate authorities need (MPIC). */
  private static final int PERSPECTIVES = 5;

  private static final int REGISTRIES = 2;

  private FleetPage() {}

  /** A name and its value. */
  public record Line(String name, String text) {}

  /**
   * The page in its order.
   *
   * @param ready the ready vantages, at least one
   */
  public static List<Line> lines(List<Vantage> ready) {
    var coverage = FleetCoverage.of(ready);
    var page = new ArrayList<Line>();
    page.add(new Line("independent", independent(coverage, ready.size())));
    page.add(
        new Line("networks", coverage.networks() + ", providers " + listed(coverage.providers())));
    page.add(new Line("MPIC", mpic(coverage)));
    unknown(coverage, page);
    var met = coverage.distinctions();
    Stream.of(Distinction.values())
        .filter(met::contains)
        .forEach(one -> page.add(new Line("tells", one.meaning())));
    Stream.of(Distinction.values())
        .filter(one -> !met.contains(one))
        .forEach(one -> page.add(new Line("cannot tell", one.meaning() + ": needs " + one.need())));
    page.add(
        new Line(
            "cannot tell",
            "a fault of the service from a fault of its edge, without an agent on the origin's host"
                + " or LAN named with --inside"));
    coverage.bestAddition().map(FleetPage::addition).ifPresent(page::add);
    return page;
  }

  private static String independent(FleetCoverage coverage, int ready) {
    var names = coverage.independent();
    return "%d of %d vantages: %s (no two share network, provider or host; %d km apart by coordinates, otherwise in different regions)"
        .formatted(names.size(), ready, listed(names), FleetCoverage.APART_KM);
  }

  private static String mpic(FleetCoverage coverage) {
    var registries = coverage.registries();
    var met = coverage.independent().size() >= PERSPECTIVES && registries.size() >= REGISTRIES;
    return "%s: %d of %d independent perspectives, %d of %d registries (%s)"
        .formatted(
            met ? "met" : "not met",
            coverage.independent().size(),
            PERSPECTIVES,
            registries.size(),
            REGISTRIES,
            listed(registries));
  }

  private static void unknown(FleetCoverage coverage, List<Line> page) {
    add(page, coverage.withoutNetwork(), "label asn, isp or provider, or serve --mmdb");
    add(page, coverage.withoutPlace(), "label region or coordinates, or serve --mmdb");
    if (!coverage.sharedHosts().isEmpty()) {
      page.add(new Line("one address", listed(coverage.sharedHosts())));
    }
  }

  private static void add(List<Line> page, List<String> names, String need) {
    if (!names.isEmpty()) {
      page.add(new Line("unknown", listed(names) + ": no " + need));
    }
  }

  private static Line addition(FleetCoverage.Addition one) {
    var place =
        "a VPS on "
            + one.network().map(network -> "network " + network).orElse("a further network")
            + one.region()
                .map(region -> " in region " + region)
                .orElse(one.network().isPresent() ? "" : " in a further region");
    var gains =
        one.gains().isEmpty()
            ? ""
            : "; it tells "
                + one.gains().stream()
                    .map(Distinction::meaning)
                    .collect(Collectors.joining(", and "));
    return new Line("adds most", place + ": " + one.independent() + " independent" + gains);
  }

  private static String listed(Collection<String> values) {
    return values.isEmpty() ? "none known" : String.join(", ", values);
  }
}
