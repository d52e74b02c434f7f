package dev.parallax.sweep.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.model.plan.TargetLine;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SweepRequestTextTest {
  /** Every component differs from its default: a component that is not written fails the test. */
  private static final SweepRequest FULL =
      new SweepRequest(
              List.of(TargetLine.parse("https://shop.example").target()),
              VantageSelector.parse("eu+isp=a b,AS64500"),
              List.of(
                  new SweepRequest.InsideVantages(
                      VantageSelector.parse("lan one"),
                      Optional.of(InetAddress.ofLiteral("192.0.2.7"))),
                  new SweepRequest.InsideVantages(VantageSelector.parse("lan"), Optional.empty())),
              7,
              Duration.ofMillis(90_500),
              Duration.ofMillis(1_500),
              Set.of(Arm.TLS12, Arm.BIG_HELLO),
              new SweepLimits(3, OptionalInt.of(1_000), new HandshakeCeiling(9), 17),
              Family.IPV4)
          .exchanging(List.of(TargetLine.parse("https://shop.example status=200 body~'a b'")));

  @Test
  void everyValueIsReadBack() {
    var back = SweepRequestText.read(SweepRequestText.write(FULL));
    assertEquals(SweepRequestText.write(FULL), SweepRequestText.write(back));
    assertEquals(FULL.targets(), back.targets());
    assertEquals(FULL.exchanges(), back.exchanges());
    assertEquals(FULL.from().toString(), back.from().toString());
    assertEquals(FULL.inside().toString(), back.inside().toString());
    assertEquals(FULL.deadline(), back.deadline());
    assertEquals(FULL.arms(), back.arms());
    assertEquals(FULL.limits(), back.limits());
    assertEquals(FULL.family(), back.family());
  }

  @Test
  void aKeyOfANewerVersionIsIgnored_andAMissingOneNamed() {
    var text = SweepRequestText.write(FULL);
    assertEquals(text, SweepRequestText.write(SweepRequestText.read(text + "\nfuture 7")));
    assertEquals(
        SweepLimits.DEFAULT_VANTAGES,
        SweepRequestText.read(text.replace("vantages 17\n", "")).limits().vantages());
    var missing = text.replace("trials 7\n", "");
    var refused =
        assertThrows(IllegalArgumentException.class, () -> SweepRequestText.read(missing));
    assertEquals("a stored request has a line for trials", refused.getMessage());
  }
}
