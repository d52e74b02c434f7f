package dev.parallax.attack.agent;

import com.google.protobuf.ByteString;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.Sighting;
import dev.parallax.v1.SightingEnding;
import dev.parallax.v1.SightingMeans;
import dev.parallax.v1.Sightings;
import java.util.Collections;

/** Unrequested sightings: 20 messages with 1,000 invented resets each. */
public final class ForgedSightings extends AgentAttack {
  private static final int MESSAGES = 20;
  private static final int EACH = 1_000;

  private int sent;

  public ForgedSightings() {
    super("sightings");
  }

  @Override
  void answer(RogueStream stream, ReceivedPlan plan) {
    var sighting =
        Sighting.newBuilder()
            .setWitness(vantage())
            .setRound(plan.round())
            .setMeans(SightingMeans.SIGHTING_MEANS_CAPTURE)
            .setPeer(ByteString.copyFrom(new byte[] {127, 0, 0, 1}))
            .setPeerPort(40_000)
            .setPort(443)
            .setHelloRandom("ab".repeat(32))
            .setHelloHash("ab".repeat(32))
            .setEnding(SightingEnding.SIGHTING_ENDING_RESET_HERE)
            .setResetsSent(1)
            .setTook(ReceivedPlan.MILLISECOND)
            .build();
    for (int message = 0; message < MESSAGES && !stream.ended(); message++) {
      stream.send(
          AgentMessage.newBuilder()
              .setSightings(
                  Sightings.newBuilder()
                      .setSweepId(plan.assignment().getSweepId())
                      .setRound(plan.round())
                      .addAllSightings(Collections.nCopies(EACH, sighting))
                      .setLast(true))
              .build());
      sent += EACH;
    }
  }

  @Override
  String sent() {
    return "%,d unrequested sightings".formatted(sent);
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    long kept =
        evidence.mixedReports().stream()
            .flatMap(report -> report.path("sightings").valueStream())
            .filter(sighting -> sighting.path("witness").asText().equals(vantage()))
            .count();
    return AttackResult.of(sent > 0 && kept == 0, kept + " in a report, " + ending());
  }
}
