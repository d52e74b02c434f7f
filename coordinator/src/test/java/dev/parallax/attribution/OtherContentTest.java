package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.RedirectEnd;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TrialKeys;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.words.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Answers over HTTP are compared between vantages. */
class OtherContentTest {
  private static final Target PLAIN = Target.parse("http://shop.example");
  private static final Target TLS = Target.parse("https://shop.example");

  /** One answer: status, location, title, server, body. */
  private record Page(int status, String location, String title, String server, String body) {
    HttpStep step() {
      return new HttpStep(
          "HTTP/1.1",
          status,
          location.isEmpty()
              ? Map.of("server", server)
              : Map.of("server", server, "location", location),
          List.of(),
          body,
          title.isEmpty() ? Optional.empty() : Optional.of(title),
          Duration.ofMillis(45));
    }
  }

  private static final Page SHOP = new Page(200, "", "Shop", "nginx", "aa01");

  /** What filters, resolvers and portals put in place of a site. */
  private static final List<Page> REPLACED =
      List.of(
          new Page(200, "", "Access denied", "squid", "bb02"),
          new Page(200, "", "Notice", "nginx", "bb03"),
          new Page(302, "http://portal.isp.example/login", "", "", ""),
          new Page(302, "http://10.10.34.35/", "", "nginx", ""),
          new Page(200, "", "", "", "bb04"));

  @Test
  void anotherPageInOneRegion_isNoHealth_andTheSentenceShowsBoth() {
    for (var page : REPLACED) {
      for (int size : List.of(6, 8, 9)) {
        var verdict = first(sweep(PLAIN, size, name -> isAp(name) ? page : SHOP));

        assertNotEquals(Blame.HEALTHY, verdict.blame(), () -> page + " " + verdict);
        assertNotEquals(Blame.ORIGIN, verdict.blame(), () -> page + " " + verdict);
        var found = find(verdict, FindingKind.ANSWER_DIFFERS);
        assertEquals(size / 3, found.failing().size(), verdict::toString);
        assertEquals(5 * (size / 3) + "", found.parameters().get("trials"));
        assertEquals(5 * (size / 3) + "", found.parameters().get("differ"));
        var here = found.parameters().getOrDefault("here", "");
        assertTrue(here.contains(page.location) && here.contains(page.title), here);
        assertTrue(none(verdict, FindingKind.BASE_FAILS), verdict::toString);
      }
    }
  }

  @Test
  void anotherPageAtOneVantage_isNoHealth() {
    for (var page : REPLACED) {
      var verdict = first(sweep(PLAIN, 6, name -> name.equals("ap-c") ? page : SHOP));

      assertNotEquals(Blame.HEALTHY, verdict.blame(), () -> page + " " + verdict);
    }
  }

  /** Which side is the site's own cannot be known. */
  @Test
  void halfOfTheNetworksGetAnotherPage_isLeftOpen() {
    for (var page : REPLACED) {
      for (int size : List.of(2, 4, 6)) {
        var verdict =
            first(sweep(PLAIN, size, name -> (name.charAt(3) - 'a') % 2 == 0 ? page : SHOP));

        assertEquals(Blame.INCONCLUSIVE, verdict.blame(), () -> page + " " + verdict);
        var answers = find(verdict, FindingKind.ANSWERS_DIVIDE).parameters().values();
        assertTrue(answers.toString().contains(page.title), answers::toString);
        assertTrue(answers.toString().contains("Shop"), answers::toString);
      }
    }
  }

  /** Clocks, counters, tokens and the client's own address in a page. */
  @Test
  void aPageThatVariesByItself_isHealthy() {
    var byTrial = sweep(PLAIN, 6, name -> SHOP);
    var number = new int[1];
    for (int way = 0; way < 3; way++) {
      var kind = way;
      var varying =
          replaced(
              byTrial,
              PLAIN,
              seen -> {
                var body = kind == 1 ? seen.key().vantage().name() : "b" + number[0]++;
                var title = kind == 2 ? "Shop at " + body : "Shop";
                return new Page(200, "", title, "nginx", body);
              });
      var verdict = first(varying);

      assertEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
    }
  }

  /** The certificate vouches for the answer: it is the site's own. */
  @Test
  void anotherPageBehindTheSameCertificate_isHealthy_andTold() {
    for (var page : REPLACED) {
      var verdict = first(sweep(TLS, 6, name -> isAp(name) ? page : SHOP));

      assertEquals(Blame.HEALTHY, verdict.blame(), () -> page + " " + verdict);
      var found = find(verdict, FindingKind.ANSWER_DIFFERS);
      assertEquals(2, found.failing().size(), verdict::toString);
    }
  }

  /** An interception that the vantage's own CA bundle accepts. */
  @Test
  void anotherPageBehindACertificateThatNobodyElseGets_isNoHealth() {
    for (var page : REPLACED) {
      var sweep = sweep(TLS, 6, name -> isAp(name) ? page : SHOP);
      var intercepted =
          map(sweep, TLS, seen -> isAp(seen.key().vantage().name()) ? resigned(seen) : seen);

      assertNotEquals(
          Blame.HEALTHY, first(intercepted).blame(), () -> page + " " + first(intercepted));
    }
  }

  /** D4 needs a certificate, or the same content. */
  @Test
  void otherAddressesInOneRegion_sameContentIsGeography_otherContentIsNot() {
    var same = first(sweep(PLAIN, 6, name -> SHOP, "ok@9"));
    assertEquals(Blame.HEALTHY, same.blame(), same::toString);
    assertEquals(Optional.of(Cause.ANSWERS_DIFFER_BY_PLACE), same.hypothesis());
    for (var page : REPLACED) {
      var other = first(sweep(PLAIN, 6, name -> isAp(name) ? page : SHOP, "ok@9"));

      assertNotEquals(Blame.HEALTHY, other.blame(), () -> page + " " + other);
    }
  }

  /** The second host may be dead: nothing is known of it. */
  @Test
  void aRedirectToAnotherHost_isTold() {
    for (var target : List.of(PLAIN, TLS)) {
      var page = new Page(301, "https://www.shop.example/start", "", "nginx", "");
      var verdict = first(sweep(target, 6, name -> page));

      assertEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
      var found = find(verdict, FindingKind.REDIRECTED);
      assertEquals("https://www.shop.example/start", found.parameters().get("location"));
      assertEquals("30", found.parameters().get("answers"));
    }
    var own = new Page(302, "/start", "", "nginx", "");
    assertTrue(none(first(sweep(TLS, 6, name -> own)), FindingKind.REDIRECTED));
  }

  /** The target answers, and its visitors get nothing. */
  @Test
  void aRedirectToADeadPage_isNoHealth() {
    for (var target : List.of(PLAIN, TLS)) {
      var verdict = first(leading(target, name -> Optional.of(FailureWord.DNS_NXDOMAIN)));

      assertEquals(Blame.INCONCLUSIVE, verdict.blame(), verdict::toString);
      var found = find(verdict, FindingKind.REDIRECT_FAILS);
      assertEquals("https://www.shop.example/start", found.parameters().get("location"));
      assertEquals(FailureWord.DNS_NXDOMAIN.word(), found.parameters().get("word"));
      assertEquals(6, found.failing().size());
      assertEquals(
          "INCONCLUSIVE — the target answers, and the page to which it redirects fails",
          Catalogue.english().headline(verdict));
      assertTrue(
          Catalogue.english()
              .remedies(target, verdict)
              .getFirst()
              .contains("parallax sweep https://www.shop.example/start"));
    }
  }

  /** Where most vantages get through, the others are named beside the health of the target. */
  @Test
  void aPageThatFailsForFewVantages_isNamed() {
    var verdict =
        first(
            leading(
                TLS,
                name -> isAp(name) ? Optional.of(FailureWord.CONNECT_TIMEOUT) : Optional.empty()));

    assertEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
    var found = find(verdict, FindingKind.REDIRECT_FAILS);
    assertEquals(2, found.failing().size());
    assertEquals(4, found.controls().size());
  }

  @Test
  void aRedirectThatEndsWell_isTold() {
    var verdict = first(leading(TLS, name -> Optional.empty()));

    assertEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
    assertTrue(none(verdict, FindingKind.REDIRECT_FAILS), verdict::toString);
    var text = Catalogue.english().evidence(find(verdict, FindingKind.REDIRECTED));
    assertTrue(text.endsWith("it ends at https://www.shop.example/start with status 200."), text);
  }

  /** Six vantages of which the page behind the redirect fails so. */
  private static Sweep leading(Target target, Function<String, Optional<FailureWord>> fails) {
    var location = "https://www.shop.example/start";
    var page = new Page(301, location, "", "nginx", "");
    return map(
        sweep(target, 6, name -> page),
        target,
        seen -> {
          var word = fails.apply(seen.key().vantage().name());
          var failure = word.map(one -> new Failure(Step.TCP, one, "")).map(OtherContentTest::dns);
          var end = new RedirectEnd(location, 1, word.isPresent() ? 0 : 200, failure, "");
          return seen.key().target().startsWith("https://ref")
              ? seen
              : seen.with(seen.steps().with(page.step().with(end)));
        });
  }

  private static Failure dns(Failure one) {
    return one.word().word().startsWith("dns_") ? new Failure(Step.DNS, one.word(), "") : one;
  }

  /** A published fingerprint is that of a filter, not of a service. */
  @Test
  void aPublishedBlockPageInOneRegion_isThePath() {
    for (var target : List.of(PLAIN, TLS)) {
      for (int size : List.of(6, 8, 9)) {
        var sweep = map(grid(size, "ok", "blockpage"), target, seen -> seen);
        var verdict = first(sweep);

        assertEquals(Blame.REGION, verdict.blame(), verdict::toString);
        assertEquals(Optional.of(Cause.SNI_FILTER), verdict.hypothesis());
      }
    }
  }

  private static boolean isAp(String name) {
    return name.startsWith("ap");
  }

  private static Observation resigned(Observation seen) {
    var tls = seen.steps().tls().orElse(null);
    if (tls == null) {
      return seen;
    }
    var leaf = tls.chain().getFirst();
    var other =
        new CertificateFacts(
            "f1",
            leaf.subject(),
            "CN=proxy",
            leaf.names(),
            leaf.notBefore(),
            leaf.notAfter(),
            leaf.key(),
            leaf.signature(),
            leaf.der());
    var central =
        new CentralCheck(
            Optional.of(FailureWord.CERT_UNKNOWN_ISSUER),
            Optional.of(FailureWord.CERT_UNKNOWN_ISSUER),
            Optional.empty());
    var signed =
        new TlsStep(
            tls.hello(),
            tls.agreed(),
            List.of(other),
            tls.staple(),
            Optional.of(central),
            false,
            tls.alert(),
            tls.traffic(),
            tls.sinceLastSend(),
            tls.took());
    return seen.with(seen.steps().with(signed));
  }

  private static Evidence find(Verdict verdict, FindingKind kind) {
    return verdict.evidence().stream()
        .filter(one -> one.kind() == kind)
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " is missing: " + verdict));
  }

  private static boolean none(Verdict verdict, FindingKind kind) {
    return verdict.evidence().stream().noneMatch(one -> one.kind() == kind);
  }

  private static Verdict first(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  private static Sweep sweep(Target target, int size, Function<String, Page> pages) {
    return sweep(target, size, pages, "ok");
  }

  private static Sweep sweep(Target target, int size, Function<String, Page> pages, String inAp) {
    return replaced(
        grid(size, "ok", inAp), target, seen -> pages.apply(seen.key().vantage().name()));
  }

  /** Every third vantage is in ap; all are in networks of their own. */
  private static Sweep grid(int size, String elsewhere, String inAp) {
    var rows = new StringBuilder("vantage base reference\n");
    for (int i = 0; i < size; i++) {
      var region = List.of("eu", "us", "ap").get(i % 3);
      rows.append(region).append('-').append((char) ('a' + i)).append(' ');
      rows.append(region.equals("ap") ? inAp : elsewhere).append(" ok\n");
    }
    return Grid.sweep(rows.toString());
  }

  private static Sweep replaced(Sweep sweep, Target target, Function<Observation, Page> pages) {
    return map(
        sweep,
        target,
        seen ->
            seen.key().target().startsWith("https://ref")
                ? seen
                : seen.with(
                    new Steps(
                        seen.steps().dns(),
                        seen.steps().tcp(),
                        seen.steps().tls(),
                        Optional.of(pages.apply(seen).step()))));
  }

  /** The same trials of another target; without TLS for plain HTTP. */
  private static Sweep map(Sweep sweep, Target target, Function<Observation, Observation> change) {
    var observations =
        Grid.observations(sweep).stream().map(change).map(seen -> of(target, seen)).toList();
    var results = new TargetResults(target, sweep.targets().getFirst().inside(), observations);
    return new Sweep(
        sweep.id(),
        sweep.startedAt(),
        sweep.took(),
        false,
        sweep.vantages(),
        List.of(),
        sweep.coverage(),
        List.of(results));
  }

  private static Observation of(Target target, Observation seen) {
    var key = seen.key();
    if (key.target().startsWith("https://ref")) {
      return seen;
    }
    var steps = seen.steps();
    return new Observation(
        TrialKeys.withTarget(key, target.name()),
        seen.planHash(),
        seen.outcome(),
        target.scheme().encrypted()
            ? steps
            : new Steps(steps.dns(), steps.tcp(), Optional.empty(), steps.http()));
  }
}
