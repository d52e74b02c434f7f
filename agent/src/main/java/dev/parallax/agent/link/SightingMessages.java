package dev.parallax.agent.link;

import dev.parallax.model.observation.Sighting;
import dev.parallax.model.value.SweepId;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.Sightings;
import dev.parallax.wire.Wire;
import java.util.ArrayList;
import java.util.List;

/** Sightings in messages of the contract's maximum size; the last message is marked. */
final class SightingMessages {
  private static final int LIMIT = 1_000;

  private SightingMessages() {}

  static List<AgentMessage> of(SweepId sweep, int round, List<Sighting> sightings) {
    var messages = new ArrayList<AgentMessage>();
    int from = 0;
    do {
      int to = Math.min(from + LIMIT, sightings.size());
      messages.add(message(sweep, round, sightings.subList(from, to), to == sightings.size()));
      from = to;
    } while (from < sightings.size());
    return messages;
  }

  private static AgentMessage message(
      SweepId sweep, int round, List<Sighting> sightings, boolean last) {
    return AgentMessage.newBuilder()
        .setSightings(
            Sightings.newBuilder()
                .setSweepId(sweep.value())
                .setRound(round)
                .addAllSightings(sightings.stream().map(Wire::toProto).toList())
                .setLast(last))
        .build();
  }
}
