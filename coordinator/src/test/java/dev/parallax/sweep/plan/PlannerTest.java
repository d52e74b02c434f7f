package dev.parallax.sweep.plan;

import static dev.parallax.sweep.SampleSweep.ADDRESS;
import static dev.parallax.sweep.SampleSweep.CUT;
import static dev.parallax.sweep.SampleSweep.NO_CONNECT;
import static dev.parallax.sweep.SampleSweep.OK;
import static dev.parallax.sweep.SampleSweep.SHOP;
import static dev.parallax.sweep.SampleSweep.base;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.plan.TargetLine;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.sweep.SampleSweep;
import dev.parallax.sweep.request.SweepLimits;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.wire.Wire;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PlannerTest {
  private static final Target IANA = Target.parse("https://iana.test");
  private static final Target WIKI = Target.parse("https://wiki.test");
  private static final Target NEUTRAL = Target.parse("https://neutral.test");
  private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");
  private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::1");
  private static final InetAddress OTHER_SIX = InetAddress.ofLiteral("2001:db8::2");
  private static final InetAddress THIRD = InetAddress.ofLiteral("192.0.2.3");

  @Test
  void first_asksEachReferenceOnceWhateverTheTargets() {
    var references =
        first(SHOP, Target.parse("https://blog.test")).stream()
            .filter(probe -> probe.arm() == Arm.REFERENCE)
            .toList();

    assertEquals(
        List.of(IANA.name(), WIKI.name()), references.stream().map(ProbeSpec::variant).toList());
    assertEquals(List.of(2, 2), references.stream().map(ProbeSpec::trials).toList());
  }

  @Test
  void first_asksEachTargetByItsNameByAnotherByNoneAndAsABrowser() {
    assertEquals(
        List.of(
            "base shop.test", "control_sni control.test", "no_sni -", "browser_hello shop.test"),
        ofTarget(SHOP));
  }

  /** Browsers are the clients of HTTPS; a mail server does not get their ClientHellos. */
  @Test
  void first_noBrowserWhereNoHttpFollows() {
    assertEquals(
        List.of("base shop.test", "control_sni control.test", "no_sni -"),
        ofTarget(Target.parse("smtp://shop.test")));
  }

  /** With the three references of a fleet. With five trials the target gets ten, 200 ms apart. */
  @Test
  void first_theBrowserCostsAtMostAFifthMoreHandshakes() {
    var references = SweepSettings.DEFAULT_REFERENCES.stream().map(Target::parse).toList();
    var look = new FirstLook(new SweepSettings(references, List.of(), Optional.empty()));
    for (int trials = 1; trials <= 10; trials++) {
      var probes = look.probes(request(SHOP), trials);
      int all = probes.stream().mapToInt(ProbeSpec::trials).sum();
      assertTrue(5 * all <= 6 * (all - 1), probes::toString);
      assertEquals(
          List.of(1),
          probes.stream()
              .filter(probe -> probe.arm() == Arm.BROWSER_HELLO)
              .map(ProbeSpec::trials)
              .toList());
    }
  }

  /** A control decides by whether it passes; ten handshakes instead of 16 at one address. */
  @Test
  void first_controlsHaveFewerTrialsThanTheBase() {
    var look =
        new FirstLook(new SweepSettings(List.of(), List.of("control.test"), Optional.empty()));

    assertEquals(
        List.of(5, 2, 2, 1),
        look.probes(request(SHOP), 5).stream().map(ProbeSpec::trials).toList());
  }

  @Test
  void first_controlsAskOnlyForTheHandshake() {
    var control = first(SHOP).stream().filter(one -> one.arm() == Arm.CONTROL_SNI).findFirst();

    assertEquals(Optional.of(false), control.map(ProbeSpec::judgeCertificate));
    assertEquals(Optional.of(SHOP.host()), control.map(ProbeSpec::host));
  }

  @Test
  void first_withoutTlsThereIsNoNameToVary() {
    assertEquals(List.of("base shop.test"), ofTarget(Target.parse("http://shop.test")));
  }

  @Test
  void first_anAddressHasNoNameToVary() {
    assertEquals(List.of("base -"), ofTarget(Target.parse("https://192.0.2.9")));
  }

  @Test
  void first_theBaseProbeCarriesWhatIsExpectedAndNoOtherDoes() {
    var line = TargetLine.parse("https://shop.test status=200 body~ok");
    var request = request(SHOP).exchanging(List.of(line));
    var probes =
        new FirstLook(new SweepSettings(List.of(IANA), List.of("control.test"), Optional.empty()))
            .probes(request, 2);
    assertEquals(
        List.of(Arm.BASE),
        probes.stream()
            .filter(probe -> !probe.exchange().isDefault())
            .map(ProbeSpec::arm)
            .toList());
    assertEquals(
        Optional.of(line.exchange()),
        probes.stream()
            .filter(probe -> probe.arm() == Arm.BASE)
            .map(ProbeSpec::exchange)
            .findFirst());
  }

  @Test
  void oneTargetWithDifferentWordsIsRefused() {
    var lines =
        List.of(
            TargetLine.parse("https://shop.test status=200"),
            TargetLine.parse("https://shop.test status=204"));
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> request(SHOP).exchanging(lines));
    assertEquals(
        "a target stands once, or each time with the same words, got: https://shop.test"
            + " status=204",
        refusal.getMessage());
  }

  @Test
  void next_nothingOpen_isNoRound() {
    assertEquals(Optional.empty(), next(base("a", 1, OK), base("b", 1, OK)));
  }

  @Test
  void next_mixed_repeatsBaseAndControl() {
    var round = next(base("a", 1, OK), base("a", 2, NO_CONNECT), base("b", 1, OK)).orElseThrow();

    assertTrue(round.reasons().contains(RoundReason.MIXED_RESULTS), round::toString);
    assertEquals(
        List.of("base shop.test 10", "control_sni control.test 5"),
        round.plan().probes().stream()
            .filter(probe -> AGAIN.contains(probe.arm()))
            .map(probe -> described(List.of(probe)).getFirst() + " " + probe.trials())
            .toList());
  }

  @Test
  void next_breaksAfterHello_delaysTheHello() {
    var round = next(base("a", 1, CUT), base("b", 1, CUT)).orElseThrow();

    assertTrue(
        round
            .reasons()
            .containsAll(List.of(RoundReason.BREAKS_AFTER_HELLO, RoundReason.HELLO_MATTERS)),
        round::toString);
    var delayed = only(round, Arm.DELAYED_HELLO);
    assertEquals(SHOP.serverName(), delayed.serverName());
    assertTrue(delayed.helloDelay().isPositive());
  }

  @Test
  void next_addressesDiffer_everyoneTriesTheMostSeenThatWorksAndTheOthers() {
    var round =
        next(
                at("a", OTHER, NO_CONNECT),
                at("b", OTHER, NO_CONNECT),
                at("c", ADDRESS, OK),
                at("d", ADDRESS, OK),
                at("e", THIRD, OK),
                at("f", OTHER, NO_CONNECT))
            .orElseThrow();

    assertTrue(
        round
            .reasons()
            .containsAll(List.of(RoundReason.CONNECT_FAILS, RoundReason.ADDRESSES_DIFFER)),
        round::toString);
    assertEquals(
        List.of("peer_addresses 192.0.2.3", "peer_addresses 192.0.2.2", "pinned_address 192.0.2.1"),
        round.plan().probes().stream()
            .filter(probe -> ADDRESSED.contains(probe.arm()))
            .sorted(Comparator.comparing(ProbeSpec::arm).reversed())
            .map(probe -> probe.arm().word() + " " + probe.variant())
            .toList());
    assertEquals(Optional.of(ADDRESS), only(round, Arm.PINNED_ADDRESS).address());
  }

  @Test
  void next_addressesDiffer_asksTheNamedResolversToo() {
    var udp = Resolver.parse("192.0.2.53");
    var dot = Resolver.parse("tls://dns.test@192.0.2.54");
    var named =
        new Planner(new SweepSettings(List.of(), List.of(), Optional.empty(), List.of(udp, dot)));
    var seen = byTheirVantages(List.of(at("a", OTHER, NO_CONNECT), at("b", ADDRESS, OK)));
    var round = named.next(request(SHOP), seen).orElseThrow();

    var asking =
        round.plan().probes().stream().filter(probe -> probe.resolver().isPresent()).toList();
    assertEquals(
        List.of("udp://192.0.2.53", "tls://dns.test@192.0.2.54"),
        asking.stream().map(ProbeSpec::variant).toList());
    assertTrue(asking.stream().allMatch(probe -> probe.arm() == Arm.OTHER_RESOLVER));
  }

  @Test
  void next_addressOnlyTheCoordinatorWasTold_isTriedByEveryone_last() {
    var seen = byTheirVantages(List.of(at("a", OTHER, NO_CONNECT), at("b", ADDRESS, OK)));
    var witness =
        new DnsStep(
            "192.0.2.99:53",
            "udp",
            "NOERROR",
            List.of(
                new DnsStep.AddressRecord(ADDRESS, Duration.ZERO),
                new DnsStep.AddressRecord(THIRD, Duration.ZERO)),
            false,
            0,
            List.of(),
            Duration.ZERO);
    var told =
        seen.withTargets(
            seen.targets().stream().map(results -> results.with(Optional.of(witness))).toList());

    assertEquals(
        List.of(ADDRESS, OTHER, THIRD),
        planner(Optional.empty()).next(request(SHOP), told).orElseThrow().plan().probes().stream()
            .filter(probe -> ADDRESSED.contains(probe.arm()))
            .sorted(Comparator.comparing(ProbeSpec::arm))
            .flatMap(probe -> probe.address().stream())
            .toList());
  }

  @Test
  void next_onlyTheNameFails_asksTheNeutralServerIfThereIsOne() {
    var sweep = onlyTheNameFails();
    var asked = planner(Optional.of(NEUTRAL)).next(request(SHOP), sweep).orElseThrow();

    assertTrue(asked.reasons().contains(RoundReason.NAME_MATTERS), asked::toString);
    assertEquals(NEUTRAL.host(), only(asked, Arm.REAL_SNI_AT_NEUTRAL).host());
    assertFalse(
        planner(Optional.empty())
            .next(request(SHOP), sweep)
            .filter(round -> round.reasons().contains(RoundReason.NAME_MATTERS))
            .isPresent());
  }

  @Test
  void next_handshakesBreak_aFewAgentsElsewhereAnswerByTheNameAndByAnother() {
    var sweep =
        withResponders(
            SampleSweep.sweep(
                List.of("a", "b", "c", "d"), List.of(base("a", 1, CUT), base("b", 1, OK))),
            "a",
            "b",
            "c",
            "d");
    var round = planner(Optional.empty()).next(request(SHOP), sweep).orElseThrow();

    assertTrue(round.reasons().contains(RoundReason.WHO_BREAKS), round::toString);
    assertEquals(
        List.of(
            "b shop.test 2",
            "b:control control.test 2",
            "c shop.test 3",
            "c:control control.test 3"),
        round.plan().probes().stream()
            .filter(probe -> probe.arm() == Arm.RESPONDER)
            .map(
                probe ->
                    probe.variant()
                        + " "
                        + probe.serverName().orElseThrow()
                        + " "
                        + probe.host().substring(probe.host().length() - 1))
            .toList());
  }

  @Test
  void next_anAnnouncementThatIsNoAddress_isNobody() {
    var sweep =
        withFact(
            SampleSweep.sweep(List.of("a", "b"), List.of(base("a", 1, CUT), base("b", 1, OK))),
            "b",
            "victim.example:443");
    var reasons = planner(Optional.empty()).next(request(SHOP), sweep).orElseThrow().reasons();

    assertFalse(reasons.contains(RoundReason.WHO_BREAKS), reasons::toString);
  }

  @Test
  void first_overOneFamily_everyProbeIsTold() {
    var probes =
        planner(Optional.empty()).first(six(SHOP), FLEET, Set.of(), SampleSweep.ID).plan().probes();

    assertEquals(first(SHOP).size(), probes.size());
    assertEquals(Set.of(Family.IPV6), families(probes));
  }

  @Test
  void first_overOneFamily_aReferenceAtAnotherAddressIsLeftOut() {
    var settings =
        new SweepSettings(
            List.of(Target.parse("https://192.0.2.7"), WIKI), List.of(), Optional.empty());
    var probes =
        new Planner(settings).first(six(SHOP), FLEET, Set.of(), SampleSweep.ID).plan().probes();

    assertEquals(
        List.of(WIKI.name()),
        probes.stream()
            .filter(probe -> probe.arm() == Arm.REFERENCE)
            .map(ProbeSpec::variant)
            .toList());
  }

  @Test
  void next_overOneFamily_noOtherAddressIsTried() {
    var seen =
        List.of(
            at("a", SIX, CUT), at("b", SIX, NO_CONNECT), at("c", OTHER_SIX, OK), base("d", 1, OK));
    var sweep = withResponders(byTheirVantages(seen), "c").over(Family.IPV6);
    var round = planner(Optional.of(NEUTRAL)).next(six(SHOP), sweep).orElseThrow();
    var addresses = round.plan().probes().stream().flatMap(one -> one.address().stream()).toList();

    assertEquals(Set.of(Family.IPV6), families(round.plan().probes()));
    assertEquals(Set.of(SIX, OTHER_SIX), Set.copyOf(addresses));
    assertFalse(
        round.plan().probes().stream()
            .map(ProbeSpec::arm)
            .anyMatch(Set.of(Arm.OTHER_FAMILY, Arm.RESPONDER)::contains),
        round::toString);
  }

  @Test
  void overOneFamily_aTargetAtAnotherAddressIsRefused() {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> six(SHOP, Target.parse("https://192.0.2.9")));

    assertEquals(
        "with IPv6 alone a target is at no other address, got: https://192.0.2.9",
        refused.getMessage());
  }

  private static SweepRequest six(Target... targets) {
    return request(targets).over(Family.IPV6);
  }

  private static Set<Family> families(List<ProbeSpec> probes) {
    return probes.stream().map(probe -> probe.route().family()).collect(Collectors.toSet());
  }

  @Test
  void next_neverMoreThanTheLimit() {
    var open = List.of(base("a", 1, CUT), base("b", 1, CUT));
    var planner = planner(Optional.empty());
    var last = SampleSweep.sweep(List.of("a", "b"), SweepLimits.DEFAULT_ROUNDS - 1, open);
    var over = SampleSweep.sweep(List.of("a", "b"), SweepLimits.DEFAULT_ROUNDS, open);

    assertEquals(
        Optional.of(SweepLimits.DEFAULT_ROUNDS),
        planner.next(request(SHOP), last).map(round -> round.plan().round()));
    assertEquals(Optional.empty(), planner.next(request(SHOP), over));
  }

  @Test
  void sameRequestAndResults_sameBytes() {
    var seen =
        List.of(
            at("a", OTHER, NO_CONNECT),
            at("b", ADDRESS, OK),
            at("c", THIRD, OK),
            base("d", 2, CUT));
    var turned = new ArrayList<>(seen.reversed());

    assertArrayEquals(
        Wire.planBytes(
            planner(Optional.of(NEUTRAL))
                .first(request(SHOP), FLEET, Set.of(), SampleSweep.ID)
                .plan()),
        Wire.planBytes(
            planner(Optional.of(NEUTRAL))
                .first(request(SHOP), FLEET, Set.of(), SampleSweep.ID)
                .plan()));
    assertArrayEquals(nextBytes(seen), nextBytes(turned));
  }

  private static final List<Vantage> FLEET =
      List.of(SampleSweep.vantage("a"), SampleSweep.vantage("b"));
  private static final Set<Arm> AGAIN = Set.of(Arm.BASE, Arm.CONTROL_SNI);
  private static final Set<Arm> ADDRESSED = Set.of(Arm.PINNED_ADDRESS, Arm.PEER_ADDRESSES);

  private static Planner planner(Optional<Target> neutral) {
    return new Planner(
        new SweepSettings(List.of(IANA, WIKI), List.of("control.test", "unused.test"), neutral));
  }

  private static SweepRequest request(Target... targets) {
    return SampleSweep.request(Duration.ofSeconds(20), "all", targets);
  }

  private static List<ProbeSpec> first(Target... targets) {
    return planner(Optional.empty())
        .first(request(targets), FLEET, Set.of(), SampleSweep.ID)
        .plan()
        .probes();
  }

  private static List<String> ofTarget(Target target) {
    return described(first(target).stream().filter(probe -> probe.arm() != Arm.REFERENCE).toList());
  }

  private static Optional<PlannedRound> next(Observation... seen) {
    return planner(Optional.empty()).next(request(SHOP), byTheirVantages(List.of(seen)));
  }

  private static byte[] nextBytes(List<Observation> seen) {
    var round = planner(Optional.empty()).next(request(SHOP), byTheirVantages(seen));
    return Wire.planBytes(round.orElseThrow().plan());
  }

  private static Sweep byTheirVantages(List<Observation> seen) {
    var names = seen.stream().map(one -> one.key().vantage().name()).distinct().toList();
    return SampleSweep.sweep(names, seen);
  }

  private static Sweep withResponders(Sweep sweep, String... names) {
    var answering = sweep;
    for (int i = 0; i < names.length; i++) {
      answering = withFact(answering, names[i], "198.51.100." + (i + 1) + ":8443");
    }
    return answering;
  }

  private static Sweep withFact(Sweep sweep, String name, String responder) {
    return new Sweep(
        sweep.id(),
        sweep.startedAt(),
        sweep.took(),
        sweep.deadlineHit(),
        sweep.vantages().stream()
            .map(one -> one.id().name().equals(name) ? SampleSweep.answering(name, responder) : one)
            .toList(),
        sweep.rounds(),
        sweep.coverage(),
        sweep.targets());
  }

  private static Sweep onlyTheNameFails() {
    var seen = new ArrayList<Observation>();
    for (var vantage : List.of("a", "b")) {
      seen.add(base(vantage, 1, CUT));
      seen.add(SampleSweep.of(vantage, Arm.CONTROL_SNI, ADDRESS, 1, OK));
      seen.add(SampleSweep.of(vantage, Arm.NO_SNI, ADDRESS, 1, OK));
    }
    return byTheirVantages(seen);
  }

  private static Observation at(String vantage, InetAddress address, Outcome outcome) {
    return SampleSweep.of(vantage, Arm.BASE, address, 1, outcome);
  }

  private static ProbeSpec only(PlannedRound round, Arm arm) {
    var found = round.plan().probes().stream().filter(probe -> probe.arm() == arm).toList();
    assertEquals(1, found.size(), round::toString);
    return found.getFirst();
  }

  private static List<String> described(List<ProbeSpec> probes) {
    return probes.stream()
        .map(probe -> probe.arm().word() + " " + probe.serverName().orElse("-"))
        .toList();
  }
}
