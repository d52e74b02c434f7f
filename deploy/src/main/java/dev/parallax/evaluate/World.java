package dev.parallax.evaluate;

import dev.parallax.model.VantageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fleet, a target, and what is wrong with the world. Keeps account of whom each fault struck.
 *
 * @param faults the causes that a verdict should find
 * @param noise what is wrong besides and is nobody's verdict: a sick vantage, a reference down
 */
record World(
    Instant now,
    List<Place> places,
    Site site,
    Map<String, Chain> elsewhere,
    Settings settings,
    List<Fault> faults,
    List<Fault> noise,
    double hiccups,
    boolean leftOut,
    Weather weather,
    Map<Fault, Map<VantageId, Integer>> struck,
    Map<VantageId, Integer> asked) {

  World(
      Instant now,
      List<Place> places,
      Site site,
      Map<String, Chain> elsewhere,
      Settings settings,
      List<Fault> faults,
      List<Fault> noise,
      double hiccups,
      boolean leftOut) {
    this(
        now,
        List.copyOf(places),
        site,
        Collections.unmodifiableMap(new LinkedHashMap<>(elsewhere)),
        settings,
        List.copyOf(faults),
        List.copyOf(noise),
        hiccups,
        leftOut,
        new Weather(),
        new LinkedHashMap<>(),
        new HashMap<>());
  }

  /** Of servers of ours. */
  Chain own() {
    return elsewhere.values().iterator().next();
  }

  /** In the order a packet meets them. */
  List<Fault> met() {
    var all = new ArrayList<Fault>(faults);
    all.addAll(noise);
    all.sort(Comparator.comparing(Fault::locus));
    return all;
  }

  boolean hasInside() {
    return places.stream().anyMatch(place -> place.inside() && asked.containsKey(place.id()));
  }

  void strikes(Fault fault, Place place) {
    struck.computeIfAbsent(fault, key -> new HashMap<>()).merge(place.id(), 1, Integer::sum);
  }

  /** Base trials this fault ended, over all. */
  int strikes(Fault fault) {
    return struck.getOrDefault(fault, Map.of()).values().stream().mapToInt(i -> i).sum();
  }

  /** Whom it struck at base. */
  List<Place> victims(Fault fault) {
    var ids = struck.getOrDefault(fault, Map.of()).keySet();
    return places.stream().filter(place -> ids.contains(place.id())).toList();
  }

  /** Those that answered anything. */
  List<Place> present() {
    return places.stream().filter(place -> asked.containsKey(place.id())).toList();
  }
}
