package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Address family, packet size and the place in the connection are parts of a cause. */
class PartOfACauseTest {
  private static final Set<Cause> THROTTLED = Set.of(Cause.THROTTLING);

  /** The base probe takes turns over both families. */
  @Test
  void nameFilterOnOneFamily_isNoRandomFilter() {
    for (var faulty : List.of("reset ok@6", "ok reset@6", "silent ok@6", "ok silent@6")) {
      var verdict = dualStack(faulty, "ok ok@6");

      assertEquals(Blame.REGION, verdict.blame(), () -> faulty + verdict);
      assertEquals(Optional.of(Cause.SNI_FILTER), verdict.hypothesis());
      assertFalse(has(verdict, FindingKind.RANDOM), verdict::toString);
      var finding = find(verdict, FindingKind.OTHER_FAMILY_PASSES);
      assertEquals(faulty.startsWith("ok") ? "IPv4" : "IPv6", finding.parameters().get("family"));
      assertEquals("10", finding.parameters().get("passed"));
      assertEquals("10", finding.parameters().get("failed"));
    }
  }

  @Test
  void everyNameOnOneFamily_isNoRandomFilter() {
    for (var faulty : List.of("reset ok@6", "ok silent@6")) {
      var verdict = dualStack(faulty, faulty);

      assertEquals(Optional.of(Cause.PROTOCOL_FILTER), verdict.hypothesis(), verdict::toString);
    }
  }

  @Test
  void addressesOfOneFamilyBlocked_isAnAddressBlock() {
    var verdict = dualStack("timeout ok@6", "timeout ok@6");

    assertEquals(Blame.REGION, verdict.blame(), verdict::toString);
    assertTrue(
        causes(verdict).stream()
            .allMatch(Set.of(Cause.ADDRESS_BLOCK, Cause.PORT_BLOCK, Cause.NO_ROUTE)::contains),
        verdict::toString);
  }

  /** Both families alike: the family is no part of the cause. */
  @Test
  void nameFilterOnBothFamilies_hasNoFamily() {
    var verdict = dualStack("reset reset@6", "ok ok@6");

    assertEquals(Optional.of(Cause.SNI_FILTER), verdict.hypothesis(), verdict::toString);
    assertFalse(has(verdict, FindingKind.OTHER_FAMILY_PASSES));
  }

  @Test
  void silenceAfterEveryHello_isNoThrottling() {
    for (var arms :
        List.of(
            "base control no_sni delayed",
            "base control no_sni tls12 tls13 small_hello",
            "base control browser_hello small_hello tls12")) {
      var verdict =
          network(arms, "silent".concat(" silent".repeat(arms.split(" ", -1).length - 1)));

      assertEquals(Blame.PATH, verdict.blame(), verdict::toString);
      assertTrue(disjoint(causes(verdict), THROTTLED), verdict::toString);
      assertTrue(causes(verdict).contains(Cause.PROTOCOL_FILTER), verdict::toString);
    }
  }

  /** The first flight of the server consists of large packets, which do not arrive. */
  @Test
  void lostLargePackets_areNoThrottling() {
    for (var words :
        List.of("stopmid stopmid stopmid stopmid ok", "silent silent silent silent ok")) {
      var verdict = network("base control no_sni tls12 plain_http", words);

      assertEquals(Blame.PATH, verdict.blame(), verdict::toString);
      assertTrue(causes(verdict).contains(Cause.PMTU_BLACK_HOLE), verdict::toString);
      assertTrue(disjoint(causes(verdict), THROTTLED), verdict::toString);
    }
  }

  /** Arms that end with the handshake may complete it before the reset arrives. */
  @Test
  void resetAfterTheServersFirstSegment_isNoRandomFilter() {
    for (var base : List.of("cutmid", "cuthttp", "3cutmid+2cuthttp", "2cutmid+3cuthttp")) {
      for (var handshake : List.of("ok", "cutmid", "2cutmid+3ok")) {
        var verdict =
            region(
                "base control tls12 tls13 delayed",
                "%s ok %s %s %s".formatted(base, handshake, handshake, handshake));

        assertEquals(Blame.REGION, verdict.blame(), () -> base + handshake + verdict);
        assertEquals(Optional.of(Cause.SNI_FILTER), verdict.hypothesis(), () -> base + verdict);
      }
    }
  }

  /** Behind the uplink lie resolver, references and target alike. */
  @Test
  void noPeerAnswers_isNotTheResolver() {
    for (var pinned : List.of("timeout", "noroute")) {
      var verdict = host("base control pinned", "nodns nodns " + pinned, "nodns");

      assertEquals(Blame.VANTAGE, verdict.blame(), verdict::toString);
      assertEquals(Optional.of(Cause.UPLINK_DOWN), verdict.hypothesis(), verdict::toString);
    }
  }

  @Test
  void onlyTheResolverWasTried_resolverAndUplinkStayOpen() {
    var verdict = host("base control", "nodns nodns", "nodns");

    assertEquals(Blame.VANTAGE, verdict.blame(), verdict::toString);
    assertTrue(verdict.probability() < 0.9, verdict::toString);
    assertEquals(
        Set.of(Cause.OWN_RESOLVER_BROKEN, Cause.UPLINK_DOWN), causes(verdict), verdict::toString);
    assertFalse(verdict.nextProbes().isEmpty());
  }

  @Test
  void addressesAnswer_theResolverIsBroken() {
    for (var pinned : List.of("ok", "refused", "reset")) {
      var verdict = host("base control pinned", "nodns nodns " + pinned, "nodns");

      assertEquals(Optional.of(Cause.OWN_RESOLVER_BROKEN), verdict.hypothesis());
      assertTrue(verdict.probability() > 0.9, verdict::toString);
    }
    var answered = host("base control", "servfail servfail", "servfail");
    assertEquals(Set.of(Cause.OWN_RESOLVER_BROKEN), causes(answered), answered::toString);
  }

  private static Verdict dualStack(String base, String control) {
    var good = "ok ok@6 ok ok@6 ok\n";
    var grid = new StringBuilder("vantage base base control control reference\n");
    List.of("eu-a", "eu-b", "us-e", "sa-f").forEach(name -> grid.append(name + " " + good));
    List.of("ap-c", "ap-d")
        .forEach(name -> grid.append("%s %s %s ok%n".formatted(name, base, control)));
    return verdict(grid.toString());
  }

  private static Verdict network(String arms, String words) {
    return verdict(grid(arms, List.of("ap-c", "ap-c2"), words, "ok"));
  }

  /** One of the two agents of network e. */
  private static Verdict host(String arms, String words, String reference) {
    return verdict(grid(arms, List.of("us-e2"), words, reference));
  }

  private static Verdict region(String arms, String words) {
    return verdict(grid(arms, List.of("ap-c", "ap-d"), words, "ok"));
  }

  private static String grid(String arms, List<String> faulty, String words, String reference) {
    var grid = new StringBuilder("vantage " + arms + " reference\n");
    var good = " ok".repeat(arms.split(" ", -1).length + 1) + "\n";
    List.of("eu-a", "eu-b", "us-e", "sa-f").forEach(name -> grid.append(name).append(good));
    faulty.forEach(name -> grid.append("%s %s %s%n".formatted(name, words, reference)));
    return grid.toString();
  }

  private static Verdict verdict(String grid) {
    return Attribution.attribute(Grid.sweep(grid)).getFirst().verdicts().getFirst();
  }

  private static boolean disjoint(Set<Cause> one, Set<Cause> other) {
    return one.stream().noneMatch(other::contains);
  }

  private static Set<Cause> causes(Verdict verdict) {
    return verdict.credibleSet().stream().map(Candidate::hypothesis).collect(Collectors.toSet());
  }

  private static boolean has(Verdict verdict, FindingKind kind) {
    return verdict.evidence().stream().anyMatch(one -> one.kind() == kind);
  }

  private static Evidence find(Verdict verdict, FindingKind kind) {
    return verdict.evidence().stream()
        .filter(one -> one.kind() == kind)
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " is not in " + verdict));
  }
}
