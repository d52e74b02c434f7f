package dev.parallax.agent.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.config.Act;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ArmInputs;
import dev.parallax.model.plan.ArmProbes;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.plan.TargetLine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A script that sends bytes needs the opt-in of the owner; a connection and a greeting do not. */
final class TcpSendConsentTest {
  private static final Consent NONE = new Consent(Set.of());
  private static final String TARGET = "tcp://cache.example.org:6379 ";

  @Test
  void bytesOfAScript_needTheOptIn() {
    var probe = base("send=PING\\r\\n reply~PONG");

    assertEquals(
        Optional.of(
            "the owner of this host has not opted in to tcp_send: the script of"
                + " tcp://cache.example.org:6379 sends bytes"),
        NONE.refusal(probe));
    assertEquals(Optional.empty(), new Consent(Set.of(Act.TCP_SEND)).refusal(probe));
  }

  @Test
  void connectionAndGreeting_doNot() {
    assertEquals(Optional.empty(), NONE.refusal(base("reply~^220")));
    assertEquals(Optional.empty(), NONE.refusal(base("")));
  }

  @Test
  void armsOfTls_doNotRun_andOtherAddressesAreNotSentTheScript() {
    var line = TargetLine.parse(TARGET + "send=PING\\r\\n reply~PONG");
    var arms = new ArmProbes(line.target(), line.exchange(), known());
    var sending =
        Stream.of(Arm.values())
            .flatMap(arm -> arms.of(arm).stream())
            .filter(probe -> probe.exchange().script().sends())
            .map(ProbeSpec::arm)
            .distinct()
            .toList();
    assertEquals(List.of(Arm.BASE, Arm.OTHER_FAMILY), sending);
    for (var arm :
        List.of(Arm.CONTROL_SNI, Arm.NO_SNI, Arm.BROWSER_HELLO, Arm.QUIC, Arm.WEBSOCKET)) {
      assertEquals(List.of(), arms.of(arm), arm::word);
    }
    assertTrue(arms.of(Arm.REAL_SNI_AT_NEUTRAL).isEmpty());
  }

  private static ProbeSpec base(String words) {
    var line = TargetLine.parse(TARGET + words);
    return new ArmProbes(line.target(), line.exchange(), known()).of(Arm.BASE).getFirst();
  }

  private static ArmInputs known() {
    return new ArmInputs(
        "www.example.com",
        List.of(),
        Optional.of(dev.parallax.model.endpoint.Target.parse("https://neutral.example.net")),
        List.of(),
        16);
  }
}
