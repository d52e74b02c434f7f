package dev.parallax.attribution.symptom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.symptom.ProbeVariant.AgentHandshake;
import dev.parallax.attribution.symptom.ProbeVariant.ControlTurn;
import dev.parallax.attribution.symptom.ProbeVariant.LargeAnswer;
import dev.parallax.attribution.symptom.ProbeVariant.OtherPort;
import dev.parallax.attribution.symptom.ProbeVariant.Plain;
import dev.parallax.attribution.symptom.ProbeVariant.Query;
import dev.parallax.attribution.symptom.ProbeVariant.ReferenceSite;
import dev.parallax.attribution.symptom.ProbeVariant.Walk;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HopLimit;
import dev.parallax.model.plan.WalkVariant;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeVariantTest {
  @Test
  void onlyTheFirstControlOfTheFirstRoundRunsBeforeTheName() {
    assertEquals(ControlTurn.FIRST, of(Arm.CONTROL_SNI, "control.example", 1, 1));
    assertEquals(ControlTurn.LATER, of(Arm.CONTROL_SNI, "control.example", 1, 2));
    assertEquals(ControlTurn.LATER, of(Arm.NO_SNI, "", 2, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.53, DATAGRAM",
    "udp://192.0.2.53:5353, DATAGRAM",
    "tcp://192.0.2.53, CONNECTION",
    "tls://dns.example@192.0.2.53, CONNECTION",
    "https://dns.example@192.0.2.53/dns-query, CONNECTION",
  })
  void transportOfAQuery(String resolver, Query expected) {
    assertEquals(expected, of(Arm.OTHER_RESOLVER, resolver));
  }

  @Test
  void transportOfAnAuthoritativeQuery() {
    assertEquals(Query.CONNECTION, of(Arm.AUTHORITATIVE, "tcp"));
    assertEquals(Query.DATAGRAM, of(Arm.AUTHORITATIVE, "udp"));
  }

  @ParameterizedTest
  @CsvSource({"0", "65536", "-1", "http", "''", "99999999999"})
  void malformedPort_isPlain(String port) {
    assertEquals(Plain.PLAIN, of(Arm.OTHER_PORT, port));
  }

  @Test
  void agentHandshakesAreComparedTogether_portsApart() {
    var handshake = of(Arm.RESPONDER, "eu-a-1:control");
    assertEquals(new AgentHandshake("eu-a-1", true), handshake);
    assertEquals(new AgentHandshake("eu-a-1", false), of(Arm.RESPONDER, "eu-a-1"));
    assertEquals(Plain.PLAIN, handshake.compared());
    assertEquals(new OtherPort(80), of(Arm.OTHER_PORT, "80").compared());
  }

  @Test
  void walkSiteAndAnswer() {
    var packet = new WalkVariant(new HopLimit(3, HopLimit.LimitedPacket.SYN), Optional.empty());
    assertEquals(new Walk(packet), of(Arm.TTL_WALK, packet.word()));
    assertEquals(Plain.PLAIN, of(Arm.TTL_WALK, "no walk"));
    assertEquals(new ReferenceSite("site.example"), of(Arm.REFERENCE, "site.example"));
    assertEquals(new ReferenceSite("target.example"), of(Arm.REFERENCE, ""));
    assertEquals(new LargeAnswer(false), of(Arm.BIG_ANSWER, ""));
    assertEquals(new LargeAnswer(true), of(Arm.BIG_ANSWER, "neutral.example"));
  }

  @Test
  void variantsOfOneArmHaveATotalOrder() {
    var ascending =
        List.of(Plain.PLAIN, new OtherPort(443), new OtherPort(80), new OtherPort(8080));
    for (int i = 0; i < ascending.size(); i++) {
      for (int j = 0; j < ascending.size(); j++) {
        int order = ProbeVariant.compare(ascending.get(i), ascending.get(j));
        assertEquals(Integer.signum(i - j), Integer.signum(order));
      }
    }
    assertTrue(ProbeVariant.compare(ControlTurn.LATER, ControlTurn.FIRST) < 0);
    assertTrue(ProbeVariant.compare(Query.DATAGRAM, Query.CONNECTION) < 0);
  }

  private static ProbeVariant of(Arm arm, String variant) {
    return of(arm, variant, 1, 1);
  }

  private static ProbeVariant of(Arm arm, String variant, int round, int trial) {
    return ProbeVariant.of(
        new TrialKey(
            new SweepId("sweep"),
            round,
            "target.example",
            new VantageId("eu-a-2"),
            arm,
            variant,
            Optional.empty(),
            trial));
  }
}
