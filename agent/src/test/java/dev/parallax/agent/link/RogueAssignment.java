package dev.parallax.agent.link;

import com.google.protobuf.ByteString;
import dev.parallax.v1.Assignment;
import dev.parallax.wire.Wire;
import java.time.Duration;

/** Assignments as a coordinator may send them. */
public final class RogueAssignment {
  private RogueAssignment() {}

  public static AssignedPlan of(byte[] plan, Duration startAfter, Duration deadline) {
    return AssignedPlan.of(
        Assignment.newBuilder()
            .setSweepId("sweep-1")
            .setPlan(ByteString.copyFrom(plan))
            .setStartAfter(Wire.toProto(startAfter))
            .setDeadline(Wire.toProto(deadline))
            .build());
  }
}
