package dev.parallax.attribution.witness;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Matches sightings to trials: by the ClientHello's random, which no NAT changes. A connection
 * without a ClientHello is matched by its source, once other connections of the same vantage have
 * shown its address and that its ports are preserved.
 */
public final class SightingMatcher {
  private final Map<String, List<Sighting>> byRandom = new HashMap<>();
  private final Map<Integer, List<Sighting>> withoutHello = new HashMap<>();
  private final Set<Source> sources = new HashSet<>();
  private final Set<WatchedAddress> watches = new HashSet<>();

  /** The source addresses of a vantage's connections, as observed by a witness. */
  private record Source(VantageId vantage, VantageId witness, InetAddress address) {}

  /** A witness that can observe connections to this address in this round. */
  private record WatchedAddress(VantageId witness, int round, Optional<IpAddress> at) {}

  private SightingMatcher() {}

  static SightingMatcher of(List<Sighting> sightings, List<VantageTrials> vantages) {
    var encounters = new SightingMatcher();
    var shared = SharedHostWitnesses.of(sightings, vantages);
    sightings.stream().filter(seen -> !shared.contains(seen.witness())).forEach(encounters::add);
    for (var vantage : vantages) {
      vantage.trials().forEach(trial -> encounters.learn(vantage, trial));
    }
    encounters.learnOwn(vantages);
    return encounters;
  }

  /** Its far ends: none, or one for each witness that observed it. */
  List<Sighting> of(ClassifiedTrial trial) {
    var named = byRandom.getOrDefault(random(trial), List.of());
    return named.isEmpty() ? bySource(trial) : named;
  }

  /**
   * The witnesses among these, in the order of names, that would have observed this trial's
   * ClientHello.
   */
  List<VantageId> watching(ClassifiedTrial trial, Set<VantageId> inside) {
    var found = new TreeSet<VantageId>();
    for (var witness : inside) {
      if (watches.contains(new WatchedAddress(witness, round(trial), trial.at()))) {
        found.add(witness);
      }
    }
    return List.copyOf(found);
  }

  static String random(ClassifiedTrial trial) {
    return trial.seen().steps().tls().map(tls -> tls.hello().random()).orElse("");
  }

  private void add(Sighting seen) {
    if (seen.helloArrived()) {
      byRandom.computeIfAbsent(seen.helloRandom(), key -> new ArrayList<>()).add(seen);
    } else {
      withoutHello.computeIfAbsent(seen.peerPort(), key -> new ArrayList<>()).add(seen);
    }
  }

  private void learn(VantageTrials vantage, ClassifiedTrial trial) {
    for (var seen : byRandom.getOrDefault(random(trial), List.of())) {
      if (seen.peerPort() == localPort(trial)) {
        sources.add(new Source(vantage.id(), seen.witness(), seen.peer()));
      }
      if (seen.means() == Sighting.Means.CAPTURE) {
        watches.add(new WatchedAddress(seen.witness(), round(trial), trial.at()));
      }
    }
  }

  /**
   * A witness that observed its own probes is on the origin's host; if all other vantages probed
   * one address, that address is the witness's.
   */
  private void learnOwn(List<VantageTrials> vantages) {
    var outside = new HashSet<Optional<IpAddress>>();
    vantages.stream()
        .filter(vantage -> !vantage.inside())
        .flatMap(VantageTrials::base)
        .forEach(trial -> outside.add(trial.at()));
    if (outside.size() == 1) {
      for (var watch : List.copyOf(watches)) {
        watches.add(new WatchedAddress(watch.witness(), watch.round(), outside.iterator().next()));
      }
    }
  }

  private List<Sighting> bySource(ClassifiedTrial trial) {
    var vantage = trial.seen().key().vantage();
    return withoutHello.getOrDefault(localPort(trial), List.of()).stream()
        .filter(seen -> seen.round() == round(trial))
        .filter(seen -> sources.contains(new Source(vantage, seen.witness(), seen.peer())))
        .toList();
  }

  private static int round(ClassifiedTrial trial) {
    return trial.seen().key().round();
  }

  private static int localPort(ClassifiedTrial trial) {
    return trial.seen().steps().tcp().map(TcpStep::localPort).orElse(0);
  }
}
