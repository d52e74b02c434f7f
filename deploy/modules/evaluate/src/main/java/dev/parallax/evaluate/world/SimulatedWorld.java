package dev.parallax.evaluate.world;

import dev.parallax.evaluate.fault.Fault;
import dev.parallax.evaluate.fault.PathLoss;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedSite;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A fleet, a target, and the faults of a case. Records the vantages that each fault affected.
 *
 * @param faults the causes that a verdict should find
 * @param noise further faults without a verdict on the target: a faulty vantage, a reference that
 *     is down
 */
public record SimulatedWorld(
    Instant now,
    List<SimulatedVantage> places,
    SimulatedSite site,
    Map<String, SimulatedChain> elsewhere,
    OperatorSettings settings,
    List<Fault> faults,
    List<Fault> noise,
    double hiccups,
    boolean leftOut,
    PathLoss weather,
    Map<Fault, Map<VantageId, Integer>> struck,
    Map<VantageId, Integer> asked) {

  SimulatedWorld(
      Instant now,
      List<SimulatedVantage> places,
      SimulatedSite site,
      Map<String, SimulatedChain> elsewhere,
      OperatorSettings settings,
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
        new PathLoss(),
        new LinkedHashMap<>(),
        new HashMap<>());
  }

  /** The same world, in which every host's owner gave exactly these opt-ins. */
  public SimulatedWorld withOptIns(Set<Arm> arms) {
    var words = arms.stream().sorted().map(Arm::word).collect(Collectors.joining(","));
    return with(places.stream().map(place -> place.withFact("opt_in", words)).toList(), settings);
  }

  /** The same world, whose operator has a server of their own that no filter knows. */
  public SimulatedWorld withNeutralServer() {
    return with(places, settings.withNeutral(WorldDraw.NEUTRAL));
  }

  private SimulatedWorld with(List<SimulatedVantage> changed, OperatorSettings by) {
    return new SimulatedWorld(now, changed, site, elsewhere, by, faults, noise, hiccups, leftOut);
  }

  /** Of servers of ours. */
  public SimulatedChain own() {
    return elsewhere.values().iterator().next();
  }

  /** In the order a packet meets them. */
  public List<Fault> met() {
    var all = new ArrayList<Fault>(faults);
    all.addAll(noise);
    all.sort(Comparator.comparing(Fault::locus));
    return all;
  }

  public boolean hasInside() {
    return places.stream().anyMatch(place -> place.inside() && asked.containsKey(place.id()));
  }

  public void strikes(Fault fault, SimulatedVantage place) {
    struck.computeIfAbsent(fault, key -> new HashMap<>()).merge(place.id(), 1, Integer::sum);
  }

  /** Base trials this fault ended, over all. */
  public int strikes(Fault fault) {
    return struck.getOrDefault(fault, Map.of()).values().stream().mapToInt(i -> i).sum();
  }

  /** The affected vantages with base trials. */
  public List<SimulatedVantage> victims(Fault fault) {
    var ids = struck.getOrDefault(fault, Map.of()).keySet();
    return places.stream().filter(place -> ids.contains(place.id())).toList();
  }

  /** The vantages with any observation. */
  public List<SimulatedVantage> present() {
    return places.stream().filter(place -> asked.containsKey(place.id())).toList();
  }
}
