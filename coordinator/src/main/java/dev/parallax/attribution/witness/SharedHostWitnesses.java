package dev.parallax.attribution.witness;

import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.vantage.VantageId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Witnesses that observed another vantage's ClientHello over loopback: both are on one host.
 * Packets of this host may come from any of its programs, so they cannot separate the service from
 * the devices in front of it.
 */
public final class SharedHostWitnesses {
  private SharedHostWitnesses() {}

  static Set<VantageId> of(List<Sighting> sightings, List<VantageTrials> vantages) {
    var senders = senders(vantages);
    var found = new HashSet<VantageId>();
    for (var seen : sightings) {
      var sender = senders.getOrDefault(seen.helloRandom(), seen.witness());
      if (seen.means() == Sighting.Means.CAPTURE
          && seen.peer().isLoopbackAddress()
          && !sender.equals(seen.witness())) {
        found.add(seen.witness());
      }
    }
    return found;
  }

  private static Map<String, VantageId> senders(List<VantageTrials> vantages) {
    var senders = new HashMap<String, VantageId>();
    for (var vantage : vantages) {
      for (var trial : vantage.trials()) {
        senders.put(SightingMatcher.random(trial), vantage.id());
      }
    }
    senders.remove("");
    return senders;
  }
}
