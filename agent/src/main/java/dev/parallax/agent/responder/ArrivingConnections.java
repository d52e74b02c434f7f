package dev.parallax.agent.responder;

import dev.parallax.agent.memory.BudgetShare;
import dev.parallax.agent.path.capture.CapturedPacket;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.vantage.VantageId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections that arrived while a watch ran. After one missed connection none are reported,
 * because missing connections would be interpreted as loss in the network. Not thread-safe.
 */
final class ArrivingConnections {
  private final BudgetShare memory;

  /** Of each flow the latest. */
  private final Map<Flow, Arriving> latest = new HashMap<>();

  private final List<Arriving> all = new ArrayList<>();
  private boolean incomplete;

  ArrivingConnections(BudgetShare memory) {
    this.memory = memory;
  }

  /** A SYN with the sequence number of the last SYN of its flow is a retransmission. */
  void begin(Flow flow, CapturedPacket syn) {
    var known = latest.get(flow);
    if (incomplete || (known != null && known.isBegunBy(syn))) {
      return;
    }
    var fresh = new Arriving(syn);
    if (memory.take(fresh.bytes())) {
      latest.put(flow, fresh);
      all.add(fresh);
    } else {
      giveUp();
    }
  }

  void take(Flow flow, CapturedPacket captured) {
    var arrival = latest.get(flow);
    if (arrival == null) {
      return;
    }
    if (captured.packet().payloadLength() > 0 && captured.packet().payload().size() == 0) {
      giveUp();
      return;
    }
    long before = arrival.bytes();
    arrival.take(captured);
    if (!memory.add(arrival.bytes() - before)) {
      giveUp();
    }
  }

  /** Also empty when a connection was missed. */
  List<Sighting> sightings(VantageId self, int round) {
    return all.stream().map(arrival -> arrival.sighting(self, round)).toList();
  }

  void clear() {
    memory.giveBack(all.stream().mapToLong(Arriving::bytes).sum());
    latest.clear();
    all.clear();
  }

  private void giveUp() {
    incomplete = true;
    clear();
  }
}
