package dev.parallax.agent.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.agent.config.Act;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Steps;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PrivateBodyTest {
  private static final Consent NONE = new Consent(Set.of());

  @Test
  void ofAPageAtAPrivateAddressHashAndTitleStayHere() {
    var reported = PrivateBody.withheld(page("10.0.0.1"), NONE).steps().http().orElseThrow();
    assertEquals("", reported.bodyHash());
    assertEquals(Optional.empty(), reported.title());
    assertEquals(503, reported.status());
  }

  @Test
  void withConsentOrAtAPublicAddressTheyAreReported() {
    var inside = page("10.0.0.1");
    assertEquals(inside, PrivateBody.withheld(inside, new Consent(Set.of(Act.PRIVATE_BODY))));
    var outside = page("1.1.1.1");
    assertEquals(outside, PrivateBody.withheld(outside, NONE));
  }

  private static ProbeResult page(String address) {
    var http =
        new HttpStep(
            "HTTP/1.1", 503, Map.of(), List.of(), "00", Optional.of("payroll"), Duration.ZERO);
    var steps = new Steps(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(http));
    return new ProbeResult(Optional.of(InetAddress.ofLiteral(address)), new Outcome.Ok(), steps);
  }
}
