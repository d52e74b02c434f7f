package dev.parallax.report.view;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.json.Json;
import dev.parallax.report.layout.DisplayWidth;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The path from an affected vantage to the origin, hop by hop, with the place of the break.
 *
 * @param from the vantage, absent without an affected vantage
 * @param routers the routers at each hop, as far as known
 */
public record PathView(
    Optional<VantageId> from, Verdict.Hops hops, SortedMap<Integer, String> routers) {
  private static final int NEAR = 1;

  public static Optional<PathView> of(Verdict verdict, ObservationGrid grid) {
    return verdict.hops().map(hops -> of(verdict, hops, grid));
  }

  private static PathView of(Verdict verdict, Verdict.Hops hops, ObservationGrid grid) {
    var from = verdict.explains().stream().findFirst();
    var routers = new TreeMap<Integer, String>();
    grid.results().observations().stream()
        .filter(seen -> from.filter(seen.key().vantage()::equals).isPresent())
        .forEach(seen -> routers(seen, routers));
    return new PathView(from, hops, routers);
  }

  private static void routers(Observation seen, SortedMap<Integer, String> routers) {
    seen.steps().path().stream()
        .flatMap(path -> path.replies().stream())
        .forEach(
            reply ->
                reply
                    .from()
                    .ifPresent(router -> routers.putIfAbsent(reply.hops(), Json.address(router))));
  }

  /** The origin's hop. */
  public int last() {
    return Math.max(hops.of(), hops.to() + 1);
  }

  public String router(int hop) {
    return routers.getOrDefault(hop, "");
  }

  /** {@code eu-a ─ 1 ─ 2 ─✗─ 3 ┄ 4 ┄ origin}; hops far from the break are omitted first. */
  String strip(Catalogue catalogue, int columns) {
    var whole = around(catalogue, last());
    return DisplayWidth.of(whole) <= columns ? whole : around(catalogue, NEAR);
  }

  private String around(Catalogue catalogue, int around) {
    var nodes = new ArrayList<String>();
    int before = 0;
    for (int hop : visibleHops(around)) {
      nodes.add((hop == 0 ? "" : link(before, hop)) + name(hop, catalogue));
      before = hop;
    }
    return String.join("", nodes);
  }

  private List<Integer> visibleHops(int around) {
    var shown = new ArrayList<Integer>();
    for (int hop = 0; hop <= last(); hop++) {
      boolean near = hop >= hops.from() - around && hop <= hops.to() + around;
      if (hop == 0 || hop == last() || near) {
        shown.add(hop);
      }
    }
    return shown;
  }

  private String link(int before, int hop) {
    var gap = hop > before + 1 ? " … " : " ";
    if (hop <= hops.from()) {
      return gap.equals(" ") ? " ─ " : " ─" + gap + "─ ";
    }
    if (hop <= hops.to()) {
      return hops.to() - hops.from() > 1 ? " ─✗?─ " : " ─✗─ ";
    }
    return gap.equals(" ") ? " ┄ " : " ┄" + gap + "┄ ";
  }

  /** The vantage's, the origin's, or a number. */
  public String name(int hop, Catalogue catalogue) {
    if (hop == 0) {
      return from.map(VantageId::name).orElseGet(() -> catalogue.heading(Heading.VANTAGE));
    }
    return hop == last() ? catalogue.heading(Heading.WAY_ORIGIN) : Integer.toString(hop);
  }

  /** Lines for a terminal: the strip, and which router is which hop. */
  public List<String> lines(Catalogue catalogue, TextWidth width) {
    var lines = new ArrayList<String>();
    lines.add(catalogue.heading(Heading.WAY));
    lines.add(width.cut("  " + strip(catalogue, width.columns() - 2)));
    var known = new ArrayList<String>();
    routers.forEach((hop, router) -> known.add(hop + " " + router));
    if (!known.isEmpty()) {
      lines.addAll(width.wrap("  ", "  ", String.join(" · ", known)));
    }
    return lines;
  }
}
