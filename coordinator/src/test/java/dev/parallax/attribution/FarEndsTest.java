package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.Sighting.ConnectionEnd;
import dev.parallax.model.observation.Sighting.Means;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Verdict;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same grids, with and without a far end that saw the other side of it. */
class FarEndsTest {
  private static final InetAddress NAT = InetAddress.ofLiteral("203.0.113.9");
  private static final String RESPONDER = "eu-b";
  private static final String INSIDE = "inside";

  /** The filter's network is the only failing network, and fails towards an agent too. */
  private static final String FILTERED =
      """
      vantage  base   control  no_sni  reference  responder
      eu-a1    ok     ok       ok      ok         ok
      eu-b     ok     ok       ok      ok         .
      ap-c     ok     ok       ok      ok         ok
      us-e1    reset  ok       ok      ok         reset
      us-e2    reset  ok       ok      ok         reset
      us-f     ok     ok       ok      ok         ok
      """;

  /**
   * Every vantage fails, and there is no inside vantage to show whether the service is the cause.
   */
  private static final String ALL_RESET =
      """
      vantage  base   control  no_sni  reference
      eu-a1    reset  reset    reset   ok
      eu-b     reset  reset    reset   ok
      ap-c     reset  reset    reset   ok
      inside   ok     ok       ok      .
      """;

  @Test
  void bothEndsReset_isProofOfAThirdParty() {
    var sweep = named(Grid.sweep(FILTERED));
    assertEquals(Grade.STRONG, verdict(sweep).grade());

    var seen =
        seen(
            sweep,
            Means.RESPONDER,
            RESPONDER,
            at(Arm.RESPONDER, "us-e"),
            ConnectionEnd.RESET_BY_PEER,
            0);
    var verdict = verdict(sweep.withSightings(seen));

    assertEquals("PATH/ACCESS P1 NETWORK e", AttributionTest.said(List.of(verdict)));
    assertEquals(Grade.PROOF, verdict.grade());
    var finding = find(verdict, FindingKind.BOTH_ENDS_RESET).orElseThrow();
    assertEquals("10", finding.parameters().get("resets"));
    assertEquals("10", finding.parameters().get("trials"));
    assertEquals(List.of(id("us-e1"), id("us-e2")), finding.failing());
    assertEquals(List.of(id(RESPONDER)), finding.controls());
  }

  @Test
  void aWitnessOnTheHostItSpeaksFor_isNoProof() {
    var sweep = named(Grid.sweep(FILTERED));
    var seen =
        seen(
            sweep,
            Means.RESPONDER,
            RESPONDER,
            at(Arm.RESPONDER, "us-e"),
            ConnectionEnd.RESET_BY_PEER,
            0);
    var oneHost = Map.of("us-e1", "203.0.113.7", "us-e2", "203.0.113.7", RESPONDER, "203.0.113.7");

    var verdict = verdict(Grid.seenFrom(sweep.withSightings(seen), oneHost));

    assertTrue(find(verdict, FindingKind.BOTH_ENDS_RESET).isPresent());
    assertEquals(Grade.STRONG, verdict.grade());
  }

  @Test
  void aResponderThatResetsItself_provesNothing() {
    var sweep = named(Grid.sweep(FILTERED));
    var seen =
        seen(
            sweep,
            Means.RESPONDER,
            RESPONDER,
            at(Arm.RESPONDER, "us-e"),
            ConnectionEnd.RESET_HERE,
            1);
    var verdict = verdict(sweep.withSightings(seen));

    assertEquals(Grade.STRONG, verdict.grade());
    assertTrue(find(verdict, FindingKind.BOTH_ENDS_RESET).isEmpty());
  }

  @Test
  void aHalfOpenResponder_provesNothing() {
    var sweep = named(Grid.sweep(FILTERED));
    var seen =
        seen(sweep, Means.RESPONDER, RESPONDER, at(Arm.RESPONDER, "us-e"), ConnectionEnd.OPEN, 0);
    assertEquals(Grade.STRONG, verdict(sweep.withSightings(seen)).grade());
  }

  @Test
  void sightingsOfOthers_changeNothing() {
    var sweep = named(Grid.sweep(FILTERED));
    var seen =
        seen(
                sweep,
                Means.RESPONDER,
                RESPONDER,
                at(Arm.RESPONDER, "us-e"),
                ConnectionEnd.RESET_BY_PEER,
                0)
            .stream()
            .map(one -> withRandom(one, one.helloRandom().replaceFirst("^..", "ff")))
            .toList();
    assertEquals(verdict(sweep), verdict(sweep.withSightings(seen)));
  }

  @Test
  void aHelloLostOnTheWay_isKnownByItsSourceOnceOthersShowedIt() {
    var sweep = named(Grid.sweep(FILTERED));
    var lost =
        seen(
                sweep,
                Means.RESPONDER,
                RESPONDER,
                at(Arm.RESPONDER, "us-e"),
                ConnectionEnd.RESET_BY_PEER,
                0)
            .stream()
            .map(one -> withRandom(one, ""))
            .toList();
    var control =
        seen(
            sweep,
            Means.RESPONDER,
            RESPONDER,
            at(Arm.CONTROL_SNI, "us-e"),
            ConnectionEnd.CLOSED_BY_PEER,
            0);

    assertEquals(Grade.STRONG, verdict(sweep.withSightings(lost)).grade());
    assertEquals(Grade.PROOF, verdict(sweep.withSightings(join(lost, control))).grade());
  }

  @Test
  void everyHelloArrived_andTheHostSentNoReset_itIsNotTheHost() {
    var sweep = named(Grid.sweep(ALL_RESET));
    var seen =
        seen(sweep, Means.CAPTURE, INSIDE, FarEndsTest::outside, ConnectionEnd.RESET_BY_PEER, 0);
    var verdict = verdict(sweep.withSightings(seen));

    assertEquals("ORIGIN/EDGE E1 OUTSIDE", AttributionTest.said(List.of(verdict)));
    var finding = find(verdict, FindingKind.HELLO_ARRIVED_NO_RESET_SENT).orElseThrow();
    assertEquals(INSIDE, finding.parameters().get("witness"));
    assertEquals(
        localPort(sweep, finding.parameters().getOrDefault("vantage", "")),
        finding.parameters().get("port"));
    assertEquals(finding.parameters().get("trials"), finding.parameters().get("arrived"));
  }

  @Test
  void noHelloArrived_whereOthersDid_itIsNotTheHost() {
    var sweep = named(Grid.sweep(ALL_RESET));
    var own =
        seen(
            sweep,
            Means.CAPTURE,
            INSIDE,
            one -> isBy(one, INSIDE),
            ConnectionEnd.CLOSED_BY_PEER,
            0);
    var verdict = verdict(sweep.withSightings(own));

    var finding = find(verdict, FindingKind.HELLO_NEVER_ARRIVED).orElseThrow();
    assertEquals("45", finding.parameters().get("missing"));
    assertEquals("45", finding.parameters().get("trials"));
    assertEquals(List.of(id(INSIDE)), finding.controls());
  }

  @Test
  void aSilentWitness_saysNothing() {
    var sweep = named(Grid.sweep(ALL_RESET));
    assertTrue(find(verdict(sweep), FindingKind.HELLO_NEVER_ARRIVED).isEmpty());
  }

  @Test
  void withoutInsideProbes_theWitnessClearsTheService() {
    var grid =
        ALL_RESET.replace(
            "inside   ok     ok       ok      .", "inside   .      .        .       ok");
    var sweep = named(Grid.sweep(grid));
    var blind = verdict(sweep);
    var seen =
        seen(sweep, Means.CAPTURE, INSIDE, FarEndsTest::outside, ConnectionEnd.RESET_BY_PEER, 0);
    var verdict = verdict(sweep.withSightings(seen));

    assertEquals(Optional.empty(), blind.segment());
    assertEquals("ORIGIN/EDGE E1 OUTSIDE", AttributionTest.said(List.of(verdict)));
  }

  @Test
  void theHostsOwnReset_isSaid() {
    var grid =
        ALL_RESET.replace(
            "inside   ok     ok       ok      .", "inside   reset  reset    reset   .");
    var sweep = named(Grid.sweep(grid));
    var seen =
        seen(sweep, Means.CAPTURE, INSIDE, FarEndsTest::outside, ConnectionEnd.RESET_HERE, 1);
    var verdict = verdict(sweep.withSightings(seen));

    assertEquals("ORIGIN/SERVICE O5 EVERYONE", AttributionTest.said(List.of(verdict)));
    assertEquals(
        "45", find(verdict, FindingKind.HOST_SENT_RESET).orElseThrow().parameters().get("resets"));
  }

  /** An allow-list in the host's own firewall. */
  @Test
  void theHostsOwnReset_whereInsidePasses_isAtItsEdge() {
    var sweep = named(Grid.sweep(ALL_RESET));
    var seen =
        seen(sweep, Means.CAPTURE, INSIDE, FarEndsTest::outside, ConnectionEnd.RESET_HERE, 1);
    var verdict = verdict(sweep.withSightings(seen));

    assertEquals("ORIGIN/EDGE E1 OUTSIDE", AttributionTest.said(List.of(verdict)));
    assertTrue(find(verdict, FindingKind.HOST_SENT_RESET).isPresent());
  }

  @Test
  void aWitnessThatSharesItsHost_saysNothing() {
    var sweep = named(Grid.sweep(ALL_RESET));
    for (var ending : List.of(ConnectionEnd.RESET_HERE, ConnectionEnd.RESET_BY_PEER)) {
      var seen =
          seen(sweep, Means.CAPTURE, INSIDE, FarEndsTest::outside, ending, 1).stream()
              .map(one -> from(one, InetAddress.getLoopbackAddress()))
              .toList();
      assertEquals(verdict(sweep), verdict(sweep.withSightings(seen)));
    }
  }

  /** Every trial with a random and a source port of its own, as agents send them. */
  private static Sweep named(Sweep sweep) {
    var named = new ArrayList<Observation>();
    for (var seen : Grid.observations(sweep)) {
      named.add(named(seen, named.size()));
    }
    return Grid.with(sweep, named);
  }

  private static Observation named(Observation seen, int number) {
    var steps = seen.steps();
    var tcp =
        steps
            .tcp()
            .map(
                old ->
                    new TcpStep(
                        old.address(), old.port(), 40_000 + number, old.took(), old.info()));
    var tls = steps.tls().map(old -> withRandom(old, "%064x".formatted(number)));
    return new Observation(
        seen.key(),
        seen.planHash(),
        seen.outcome(),
        new Steps(steps.dns(), tcp, tls, steps.http(), steps.path(), steps.packets()));
  }

  private static TlsStep withRandom(TlsStep old, String random) {
    var hello = old.hello();
    return new TlsStep(
        new TlsStep.SentHello(hello.serverName(), random, hello.hash(), hello.bytes(), hello.ja4()),
        old.agreed(),
        old.chain(),
        old.staple(),
        old.central(),
        old.certificateRequested(),
        old.alert(),
        old.traffic(),
        old.sinceLastSend(),
        old.took());
  }

  private static Sighting withRandom(Sighting old, String random) {
    return with(old, old.peer(), random);
  }

  private static Sighting from(Sighting old, InetAddress peer) {
    return with(old, peer, old.helloRandom());
  }

  private static Sighting with(Sighting old, InetAddress peer, String random) {
    return new Sighting(
        old.witness(),
        old.round(),
        old.means(),
        peer,
        old.peerPort(),
        old.port(),
        random,
        old.serverName(),
        old.helloHash(),
        old.bytesReceived(),
        old.bytesSent(),
        old.ending(),
        old.resetsSent(),
        old.took());
  }

  private static List<Sighting> seen(
      Sweep sweep,
      Means means,
      String witness,
      Predicate<Observation> which,
      ConnectionEnd ending,
      int resets) {
    return Grid.observations(sweep).stream()
        .filter(which)
        .map(
            one ->
                new Sighting(
                    id(witness),
                    1,
                    means,
                    NAT,
                    one.steps().tcp().orElseThrow().localPort(),
                    443,
                    one.steps().tls().orElseThrow().hello().random(),
                    Optional.of("shop.example"),
                    "aa",
                    517,
                    0,
                    ending,
                    resets,
                    Duration.ofMillis(20)))
        .toList();
  }

  private static Predicate<Observation> at(Arm arm, String vantages) {
    return one -> one.key().arm() == arm && one.key().vantage().name().startsWith(vantages);
  }

  private static boolean outside(Observation one) {
    return !isBy(one, INSIDE) && one.key().arm() != Arm.REFERENCE;
  }

  private static boolean isBy(Observation seen, String vantage) {
    return seen.key().vantage().name().equals(vantage);
  }

  private static String localPort(Sweep sweep, String vantage) {
    return Grid.observations(sweep).stream()
        .filter(one -> isBy(one, vantage))
        .findFirst()
        .map(one -> Integer.toString(one.steps().tcp().orElseThrow().localPort()))
        .orElseThrow();
  }

  private static Verdict verdict(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  private static Optional<Evidence> find(Verdict verdict, FindingKind kind) {
    return verdict.evidence().stream().filter(one -> one.kind() == kind).findFirst();
  }

  private static List<Sighting> join(List<Sighting> some, List<Sighting> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static VantageId id(String name) {
    return new VantageId(name);
  }
}
