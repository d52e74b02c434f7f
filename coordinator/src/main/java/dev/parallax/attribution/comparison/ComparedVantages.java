package dev.parallax.attribution.comparison;

import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.VantageId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Common properties of several compared vantages. */
public final class ComparedVantages {
  private ComparedVantages() {}

  public static List<VantageId> ids(List<ComparedVantage> rows) {
    return rows.stream().map(ComparedVantage::id).toList();
  }

  /** In name order. */
  public static Set<String> networks(List<ComparedVantage> rows) {
    return rows.stream()
        .map(ComparedVantage::network)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The number of distinct networks. */
  public static long networkCount(Collection<ComparedVantage> rows) {
    return rows.stream().map(ComparedVantage::network).distinct().count();
  }

  /** The number of distinct hosts, by the coordinator's observations and not by their labels. */
  public static long hosts(Collection<ComparedVantage> rows) {
    return rows.stream().map(row -> row.vantage().description().host()).distinct().count();
  }

  /** The first region label among them; empty without one. */
  public static String region(List<ComparedVantage> rows) {
    return rows.stream()
        .flatMap(row -> row.vantage().description().label(Label.REGION).stream())
        .findFirst()
        .orElse("");
  }
}
