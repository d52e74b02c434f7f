package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import dev.parallax.agent.Plans;
import dev.parallax.model.exchange.HeaderField;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.plan.Arm;
import dev.parallax.v1.Assignment;
import dev.parallax.wire.Wire;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The credentials beside a plan. */
final class AssignedCredentialsTest {
  private static final String SECRET = "s3cret-t0ken-of-the-shop";

  @Test
  void credentials_areReadByTheirName_andNotShown() {
    var assigned = AssignedPlan.of(assignment("Bearer " + SECRET));
    var field = new HeaderField(OriginCredentials.FIELD, "Bearer " + SECRET);
    assertEquals(
        Map.of("shop", new OriginCredentials("https://shop.example:443", field)),
        assigned.credentials());
    assertFalse(assigned.toString().contains(SECRET));
  }

  /** A line break would begin another header field. */
  @Test
  void malformedValue_isRefusedWithoutBeingShown() {
    var malformed = assignment("Bearer " + SECRET + "\r\nX: y");
    var refused = assertThrows(IllegalArgumentException.class, () -> AssignedPlan.of(malformed));
    assertEquals(
        "the value of Authorization has at most 1024 characters of printable ASCII, got: 37"
            + " characters",
        refused.getMessage());
  }

  private static Assignment assignment(String value) {
    var plan = Plans.of(Duration.ofMillis(5), Plans.pinned(Arm.BASE, 443, 1));
    return Assignment.newBuilder()
        .setSweepId("sweep-1")
        .setPlan(ByteString.copyFrom(Wire.planBytes(plan)))
        .putCredentials(
            "shop",
            dev.parallax.v1.OriginCredentials.newBuilder()
                .setOrigin("https://shop.example:443")
                .setAuthorization(value)
                .build())
        .build();
  }
}
