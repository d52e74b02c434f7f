package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Packets;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One address with two servers behind it: what differs between them is evidence for the origin. */
class SharedAddressTest {
  private static final List<String> ALL =
      List.of("eu-a", "eu-b", "us-c", "us-d", "ap-e", "ap-f", "sa-g");

  /** The vantages that the balancer sends to the faulty server: any, and those of one region. */
  private static final List<Set<String>> ASSIGNED =
      List.of(
          Set.of("eu-b", "us-d", "ap-e"),
          Set.of("us-d", "ap-e"),
          Set.of("us-c", "us-d"),
          Set.of("eu-a", "us-c", "ap-f", "sa-g"));

  @Test
  void oldCertificateAtOneOfTwoServers_isTheOrigins() {
    for (var faulty : ASSIGNED) {
      var verdict = verdict(Grid.sweep(grid(faulty, "expired", "ok")));

      assertEquals(Blame.ORIGIN, verdict.blame(), () -> faulty + " " + verdict);
      assertTrue(causes(verdict).contains(Cause.ONE_ADDRESS_BAD), verdict::toString);
      assertEquals(faulty.size(), verdict.explains().size(), verdict::toString);
      assertEquals("leaf", other(verdict).parameters().get("trait"));
      assertEquals("192.0.2.1", other(verdict).parameters().get("address"));
    }
  }

  /** The certificate of another name and of a trusted issuer is of no interceptor. */
  @Test
  void certificateOfAnotherNameAtOneOfTwoServers_isTheOrigins() {
    for (var faulty : ASSIGNED) {
      var verdict = verdict(Grid.sweep(grid(faulty, "mismatch:same", "ok")));

      assertEquals(Blame.ORIGIN, verdict.blame(), () -> faulty + " " + verdict);
    }
  }

  @Test
  void alertOfOneOfTwoServers_isNotThePaths() {
    for (var faulty : ASSIGNED) {
      var verdict = verdict(Grid.sweep(grid(faulty, "alert", "alert")));

      assertTrue(Set.of(Blame.ORIGIN, Blame.INCONCLUSIVE).contains(verdict.blame()));
      assertEquals(
          Blame.ORIGIN, verdict(Grid.sweep(grid(ASSIGNED.getFirst(), "alert", "alert"))).blame());
    }
  }

  @Test
  void errorPageOfOneOfTwoServers_isTheOrigins() {
    for (var faulty : ASSIGNED) {
      var verdict = verdict(Grid.sweep(grid(faulty, "502", "ok")));

      assertEquals(Blame.ORIGIN, verdict.blame(), () -> faulty + " " + verdict);
      assertEquals(faulty.size(), verdict.explains().size(), verdict::toString);
    }
  }

  /**
   * Any ClientHello of unrelated networks is reset and nothing shows a second server: a balancer
   * may have chosen these clients, or the networks may share a router.
   */
  @Test
  void resetsOfUnrelatedNetworks_areNotSurelyThePaths() {
    for (var faulty : ASSIGNED.subList(0, 2)) {
      var verdict = verdict(Grid.sweep(grid(faulty, "reset", "reset")));

      assertEquals(Blame.INCONCLUSIVE, verdict.blame(), () -> faulty + " " + verdict);
      assertTrue(causes(verdict).contains(Cause.ONE_ADDRESS_BAD), verdict::toString);
      assertTrue(causes(verdict).contains(Cause.PROTOCOL_FILTER), verdict::toString);
    }
  }

  /** The agents of a network agree with each other: a balancer would have divided them. */
  @Test
  void resetsOfWholeNetworks_areThePaths() {
    var grid =
        """
        vantage base control no_sni reference
        eu-a1 reset reset reset ok
        eu-a2 reset reset reset ok
        eu-a3 reset reset reset ok
        us-b1 reset reset reset ok
        us-b2 reset reset reset ok
        us-b3 reset reset reset ok
        ap-c1 ok ok ok ok
        ap-c2 ok ok ok ok
        ap-c3 ok ok ok ok
        sa-d1 ok ok ok ok
        sa-d2 ok ok ok ok
        sa-d3 ok ok ok ok
        """;
    var verdict = verdict(Grid.sweep(grid));

    assertEquals(Blame.PATH, verdict.blame(), verdict::toString);
  }

  /** Every second connection of every vantage meets the old certificate. */
  @Test
  void everyVantageMeetsBothServers_isTheOrigins() {
    var grid =
        """
        vantage base control reference
        eu-a 3ok+2expired ok ok
        eu-b 2ok+3expired ok ok
        us-c 4ok+1expired ok ok
        us-d 3ok+2expired ok ok
        """;
    var verdict = verdict(Grid.sweep(grid));

    assertEquals(Blame.ORIGIN, verdict.blame(), verdict::toString);
  }

  /**
   * A filter on the path forwards the SYN-ACK of the one server; another system has another TTL.
   */
  @Test
  void resetsByAnotherSystem_areNotThePaths() {
    for (var faulty : ASSIGNED) {
      var same = withTtl(Grid.sweep(grid(faulty, "reset", "reset")), faulty, 52);
      var other = withTtl(Grid.sweep(grid(faulty, "reset", "reset")), faulty, 116);
      var verdict = verdict(other);

      assertFalse(
          Set.of(Blame.PATH, Blame.REGION).contains(verdict.blame()) && verdict.probability() > 0.9,
          () -> faulty + " " + verdict);
      assertTrue(causes(verdict).contains(Cause.ONE_ADDRESS_BAD), verdict::toString);
      assertTrue(
          verdict(same).evidence().stream()
              .noneMatch(one -> one.kind() == FindingKind.OTHER_SERVER));
      assertFalse(causes(verdict(same)).contains(Cause.ONE_ADDRESS_BAD));
    }
  }

  /** The same leaf everywhere is no second server: those vantages have a fault of their own. */
  @Test
  void sameLeafEverywhere_isNoSecondServer() {
    var grid =
        """
        vantage base control reference
        eu-a ok ok ok
        eu-b ok ok ok
        us-c issuer ok ok
        us-d issuer ok ok
        ap-e ok ok ok
        """;
    assertNotEquals(Optional.of(Cause.ONE_ADDRESS_BAD), verdict(Grid.sweep(grid)).hypothesis());
  }

  /** The clocks of these vantages are right, and the certificate has expired. */
  @Test
  void rightClocks_areNoWrongClocks() {
    for (var faulty : List.of(Set.of("us-d"), Set.of("us-c", "us-d"))) {
      var verdict = verdict(Grid.sweep(grid(faulty, "expired", "ok")));

      assertFalse(causes(verdict).contains(Cause.CLOCK_WRONG), verdict::toString);
    }
  }

  private static Verdict verdict(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  private static Set<Cause> causes(Verdict verdict) {
    return verdict.credibleSet().stream().map(Candidate::hypothesis).collect(Collectors.toSet());
  }

  private static Evidence other(Verdict verdict) {
    return verdict.evidence().stream()
        .filter(one -> one.kind() == FindingKind.OTHER_SERVER)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no other server in " + verdict));
  }

  private static String grid(Set<String> faulty, String base, String control) {
    return ALL.stream()
        .map(
            name ->
                faulty.contains(name)
                    ? "%s %s %s ok%n".formatted(name, base, control)
                    : "%s ok ok ok%n".formatted(name))
        .collect(Collectors.joining("", "vantage base control reference\n", ""));
  }

  /** As if the SYN-ACKs had arrived at the faulty vantages with this TTL, and with 52 elsewhere. */
  private static Sweep withTtl(Sweep sweep, Set<String> faulty, int ttl) {
    return Grid.with(
        sweep,
        Grid.observations(sweep).stream()
            .map(seen -> withTtl(seen, faulty.contains(seen.key().vantage().name()) ? ttl : 52))
            .toList());
  }

  private static Observation withTtl(Observation seen, int ttl) {
    var synAck = new Packets.CapturedSegment(true, "SA", ttl, 0, 0, 1, 65_535, 0, Duration.ZERO);
    return seen.with(seen.steps().with(new Packets(List.of(synAck))));
  }
}
