package dev.parallax.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.model.exchange.Exchange;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Expectations and credentials go with the arms that ask the target's own host. */
final class ExchangeScopeTest {
  private static final TargetLine LINE =
      TargetLine.parse(
          "https://shop.example method=HEAD credentials=shop status=200 tls>=1.2 dns=192.0.2.0/24");

  private static final ArmInputs KNOWN =
      new ArmInputs(
          "www.example.com",
          List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("192.0.2.2")),
          Optional.of(Target.parse("tls://neutral.example")),
          List.of(Resolver.parse("192.0.2.53")),
          4);

  private static final Set<Arm> WHOLE =
      EnumSet.of(
          Arm.BASE,
          Arm.PINNED_ADDRESS,
          Arm.PEER_ADDRESSES,
          Arm.OTHER_FAMILY,
          Arm.CLIENT_CERTIFICATE);

  @Test
  void everyArmThatAsksTheTargetItselfCarriesTheWholeExchange() {
    assertEquals(WHOLE, arms(LINE, probe -> probe.exchange().equals(LINE.exchange())));
  }

  @Test
  void anUpgradeCarriesTheCredentialsAndNoExpectationOfThePage() {
    assertEquals(
        List.of("credentials=shop", "tls>=1.2", "dns=192.0.2.0/24"),
        probes(LINE, Arm.WEBSOCKET).getFirst().exchange().words());
  }

  @Test
  void anotherResolverCarriesTheNetworksAlone() {
    assertEquals(
        List.of("dns=192.0.2.0/24"),
        probes(LINE, Arm.OTHER_RESOLVER).getFirst().exchange().words());
  }

  @Test
  void noOtherArmCarriesAnything() {
    var some = EnumSet.copyOf(WHOLE);
    some.addAll(Set.of(Arm.WEBSOCKET, Arm.OTHER_RESOLVER));
    assertEquals(some, arms(LINE, probe -> !probe.exchange().isDefault()));
  }

  @Test
  void aTargetOfTlsAloneIsJudgedByItsBaseProbe() {
    var line = TargetLine.parse("tls://shop.example tls>=1.3");
    assertEquals(
        Set.of(
            Arm.BASE,
            Arm.PINNED_ADDRESS,
            Arm.PEER_ADDRESSES,
            Arm.OTHER_FAMILY,
            Arm.CLIENT_CERTIFICATE,
            Arm.WEBSOCKET),
        arms(line, probe -> !probe.exchange().isDefault()));
  }

  @Test
  void credentialsGoNowhereButToAJudgedHostOverTls() {
    var secret = Exchange.parse(List.of("credentials=shop"));
    var target = LINE.target();
    assertThrows(
        IllegalArgumentException.class, () -> Arms.directIp(target).exchanging(secret).build());
    assertThrows(
        IllegalArgumentException.class, () -> Arms.plainHttp(target).exchanging(secret).build());
    assertThrows(
        IllegalArgumentException.class,
        () -> Arms.neutral(target, Target.parse("neutral.example")).exchanging(secret).build());
  }

  private static Set<Arm> arms(
      TargetLine line, Predicate<ProbeSpec> carries) {
    return Stream.of(Arm.values())
        .filter(arm -> !probes(line, arm).isEmpty())
        .filter(arm -> probes(line, arm).stream().allMatch(carries))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Arm.class)));
  }

  private static List<ProbeSpec> probes(TargetLine line, Arm arm) {
    return new ArmProbes(line.target(), line.exchange(), KNOWN).of(arm);
  }
}
