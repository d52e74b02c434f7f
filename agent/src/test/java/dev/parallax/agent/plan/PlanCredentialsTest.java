package dev.parallax.agent.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.link.AssignedPlan;
import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.probe.Prober;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.exchange.HeaderField;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.ExchangeScope;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.TargetLine;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.wire.Wire;
import dev.parallax.wire.plan.PlanReader;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plans that name credentials, run over real TLS. */
final class PlanCredentialsTest {
  private static final String HOST = "site.example.com";
  private static final String SECRET = "s3cret-t0ken-of-the-shop";
  private static final String BEARER = "Bearer " + SECRET;
  private static final String EMPTY = "Content-Length: 0\r\n\r\n";

  private static X509Bundle site;
  private static X509Bundle stranger;

  @BeforeAll
  static void issue() throws Exception {
    site = selfSigned();
    stranger = selfSigned();
  }

  private static X509Bundle selfSigned() throws Exception {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=" + HOST)
        .addSanDnsName(HOST)
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  @Test
  void ownOrigin_receivesThem_andThePlanHasTheNameAlone() throws Exception {
    try (var server = new RecordingTlsServer(site, head -> "HTTP/1.1 200 OK\r\n" + EMPTY)) {
      var seen = run(server, "credentials=shop status=200", shop(server.port()));
      assertTrue(seen.ok(), seen::toString);
      assertTrue(server.requests.getFirst().contains("\r\nAuthorization: " + BEARER + "\r\n"));
      assertFalse(
          new String(planBytes(server, "credentials=shop"), StandardCharsets.ISO_8859_1)
              .contains(SECRET));
      assertFalse(seen.toString().contains(SECRET));
      assertFalse(assigned(server, "credentials=shop", shop(1)).toString().contains(SECRET));
    }
  }

  @Test
  void redirectToAnotherHost_isNotFollowedWithThem() throws Exception {
    try (var other = new RecordingTlsServer(site, head -> "HTTP/1.1 200 OK\r\n" + EMPTY);
        var server =
            new RecordingTlsServer(
                site,
                head ->
                    "HTTP/1.1 302 Found\r\nLocation: https://"
                        + HOST
                        + ":"
                        + other.port()
                        + "/\r\n"
                        + EMPTY)) {
      var seen = run(server, "credentials=shop", shop(server.port()));
      assertTrue(seen.ok(), seen::toString);
      assertEquals(1, server.requests.size());
      assertEquals(List.of(), other.requests);
    }
  }

  @Test
  void invalidCertificate_receivesNothing() throws Exception {
    try (var server = new RecordingTlsServer(stranger, head -> "HTTP/1.1 200 OK\r\n" + EMPTY)) {
      var seen = run(server, "credentials=shop", shop(server.port()));
      assertTrue(seen.failure().orElseThrow().word().isCertificate(), seen::toString);
      assertEquals(List.of(), server.requests);
    }
  }

  @Test
  void credentialsOfAnotherOrigin_areNotSent() throws Exception {
    try (var server = new RecordingTlsServer(site, head -> "HTTP/1.1 200 OK\r\n" + EMPTY)) {
      for (var known : List.of(shop(server.port() + 1), Map.<String, OriginCredentials>of())) {
        var seen = run(server, "credentials=shop", known);
        var notRun = assertInstanceOf(Outcome.NotRun.class, seen.outcome());
        assertEquals(NotRunReason.AGENT_ERROR, notRun.reason());
        assertTrue(notRun.detail().startsWith("expected the credentials shop for https://"));
      }
      assertEquals(List.of(), server.requests);
    }
  }

  /** A hostile or careless server sends the request back. */
  @Test
  void serverThatRepeatsThem_putsThemInNoResult() throws Exception {
    var value = OriginCredentials.FIELD + ": Basic dXNlcjpvcGVuIHNlc2FtZQ==";
    var page = "you sent " + value + ", that is user:open sesame";
    var text =
        "HTTP/1.1 200 OK\r\nServer: open sesame\r\nContent-Length: "
            + page.length()
            + "\r\n\r\n"
            + page;
    try (var server = new RecordingTlsServer(site, head -> text)) {
      var seen =
          run(
              server,
              "credentials=shop body~healthy",
              Map.of("shop", of(server.port(), "Basic dXNlcjpvcGVuIHNlc2FtZQ==")));
      assertEquals(FailureWord.UNEXPECTED_CONTENT, seen.failure().orElseThrow().word());
      var shown = seen.toString() + Wire.toProto(seen);
      assertFalse(shown.contains("dXNlcjpvcGVuIHNlc2FtZQ=="), shown);
      assertFalse(shown.contains("open sesame"), shown);
    }
  }

  @Test
  void cutSecret_isHiddenToo() {
    var hidden = HiddenSecret.of(new HeaderField(OriginCredentials.FIELD, BEARER));
    assertEquals("body: …", hidden.removed("body: " + BEARER.substring(0, 15)));
    assertEquals("body: …", hidden.removed("body: " + SECRET.substring(0, 9) + "…"));
    assertEquals("no secret", hidden.removed("no secret"));
  }

  private static Map<String, OriginCredentials> shop(int port) {
    return Map.of("shop", of(port, BEARER));
  }

  private static OriginCredentials of(int port, String value) {
    return new OriginCredentials(
        "https://" + HOST + ":" + port, new HeaderField(OriginCredentials.FIELD, value));
  }

  private static byte[] planBytes(RecordingTlsServer server, String words) {
    var line = TargetLine.parse("https://" + HOST + ":" + server.port() + "@127.0.0.1 " + words);
    var probe =
        ExchangeScope.applied(line.target(), line.exchange(), Arms.base(line.target()).build());
    return Wire.planBytes(
        new ProbePlan(
            1, List.of(probe), HelloRecipe.STANDARD, Duration.ofMillis(5), Duration.ofSeconds(10)));
  }

  private static AssignedPlan assigned(
      RecordingTlsServer server, String words, Map<String, OriginCredentials> credentials) {
    return new AssignedPlan(
        new SweepId("sweep-1"),
        PlanReader.read(planBytes(server, words)),
        Duration.ZERO,
        Duration.ofMinutes(1),
        Map.of(),
        Set.of(),
        Duration.ZERO,
        credentials);
  }

  private static Observation run(
      RecordingTlsServer server, String words, Map<String, OriginCredentials> credentials)
      throws Exception {
    var trusted = List.<X509Certificate>of(site.getCertificate());
    var resolver = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9);
    var seen = new CopyOnWriteArrayList<Observation>();
    var finished = new CountDownLatch(1);
    try (var prober =
            new Prober(
                new ProberConfig(Optional.empty(), resolver, trusted),
                Policy.of(List.of(Cidr.parse("127.0.0.0/8"))),
                Clock.systemUTC());
        var scheduler = Executors.newSingleThreadScheduledExecutor()) {
      new PlanRunner(prober, () -> {}, new Consent(Set.of()), scheduler, new Random(1))
          .start(
              new PlanTrials(new VantageId("eu-a-1"), assigned(server, words, credentials)),
              seen::add,
              finished::countDown);
      assertTrue(finished.await(30, TimeUnit.SECONDS), seen::toString);
      scheduler.shutdownNow();
    }
    assertEquals(1, seen.size(), seen::toString);
    return seen.getFirst();
  }
}
