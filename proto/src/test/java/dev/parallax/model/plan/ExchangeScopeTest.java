package dev.parallax.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Step;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expectations and requests go with the arms that ask the target's own host. */
final class ExchangeScopeTest {
  private static final TargetLine LINE =
      TargetLine.parse(
          "https://shop.example method=HEAD 'header=X-Id: 1' status=200 tls>=1.2 dns=192.0.2.0/24");

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
  void anUpgradeCarriesTheHeadersAndNoExpectationOfThePage() {
    assertEquals(
        List.of("header=X-Id: 1", "tls>=1.2", "dns=192.0.2.0/24"),
        probes(LINE, Arm.WEBSOCKET).getFirst().exchange().words());
  }

  @Test
  void anotherResolverCarriesTheNetworksAlone() {
    assertEquals(
        List.of("dns=192.0.2.0/24"),
        probes(LINE, Arm.OTHER_RESOLVER).getFirst().exchange().words());
  }

  @Test
  void theZonesServersCarryTheNetworksAlone() {
    assertEquals(
        List.of("dns=192.0.2.0/24"), probes(LINE, Arm.AUTHORITATIVE).getFirst().exchange().words());
  }

  @Test
  void noOtherArmCarriesAnything() {
    var some = EnumSet.copyOf(WHOLE);
    some.addAll(Set.of(Arm.WEBSOCKET, Arm.OTHER_RESOLVER, Arm.AUTHORITATIVE));
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
  void aScriptGoesWithTheArmsThatConnectToTheTargetsPort() {
    var line = TargetLine.parse("tcp://cache.example:6379 send=PING\\r\\n reply~PONG");
    assertEquals(
        Set.of(Arm.BASE, Arm.PINNED_ADDRESS, Arm.PEER_ADDRESSES, Arm.OTHER_FAMILY),
        arms(line, probe -> !probe.exchange().script().isEmpty()));
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> TargetLine.parse("tls://cache.example:6379 reply~PONG"));
    assertEquals(
        "reply~ and send= need a tcp target, got: tls://cache.example:6379 reply~PONG",
        refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://shop.example alpn=h2|[h2, http/1.1]|TLS",
        "https://shop.example alpn=http/1.1 status=200|[]|HTTP",
        "tls://mail.example:993 alpn=imap|[imap]|TLS",
        "postgres://db.example alpn=postgresql|[postgresql]|TLS",
      })
  void theExpectedAlpnProtocolIsOffered(String words, String offered, Step last) {
    var probe = probes(TargetLine.parse(words), Arm.BASE).getFirst();
    var recipe = probe.hello().recipe();
    assertEquals(offered, recipe.map(HelloRecipe::alpn).orElse(List.of()).toString());
    assertEquals(last, probe.lastStep());
  }

  private static Set<Arm> arms(TargetLine line, Predicate<ProbeSpec> carries) {
    return Stream.of(Arm.values())
        .filter(arm -> !probes(line, arm).isEmpty())
        .filter(arm -> probes(line, arm).stream().allMatch(carries))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Arm.class)));
  }

  private static List<ProbeSpec> probes(TargetLine line, Arm arm) {
    return new ArmProbes(line.target(), line.exchange(), KNOWN).of(arm);
  }
}
