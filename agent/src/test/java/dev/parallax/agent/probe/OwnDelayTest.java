package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.memory.ByteBudget;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.agent.probe.trial.FollowedRedirects;
import dev.parallax.agent.probe.trial.JudgedChains;
import dev.parallax.agent.probe.trial.OpenAttempts;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.agent.probe.trial.SourcePorts;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbeSpec;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No time of this agent's own is charged to the peer. */
@Timeout(60)
final class OwnDelayTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final Duration STEP = Duration.ofMillis(400);
  private static final int TLS_HANDSHAKE = 0x16;

  private final LateLoop late = new LateLoop();

  @AfterEach
  void close() throws Exception {
    late.close();
  }

  @Test
  void answerThatCameWhileTheLoopWasLate_isRead() throws Exception {
    Peer.Script answers =
        talk -> {
          talk.readRequest();
          late.holdUp(700);
          talk.say(OK);
        };
    try (var peer = Peer.of(answers)) {
      var result = probe(Probes.http(peer.port()).spec());

      assertEquals("ok", Probes.word(result), result::toString);
      assertTrue(result.delay().isNotable(), result::toString);
      assertTrue(result.delay().longest().toMillis() >= 600, result::toString);
    }
  }

  @Test
  void helloThatWasAnsweredWhileTheLoopWasLate_isAHandshake() throws Exception {
    Peer.Script answers =
        talk -> {
          talk.readRecord();
          late.holdUp(700);
          talk.hex("15 03 03 00 02 02 28");
        };
    try (var peer = Peer.of(answers)) {
      var result = probe(Probes.tls(peer.port()).spec());

      assertEquals("tls:alert_handshake_failure", Probes.word(result), result::toString);
    }
  }

  @Test
  void replyOfTheResolverThatCameWhileTheLoopWasLate_isRead() throws Exception {
    DnsPeer.Rule answers =
        query -> {
          if (query.asksA()) {
            hold(late, 700);
          }
          return query.a("127.0.0.1");
        };
    try (var resolver = DnsPeer.of(answers)) {
      var spec = Probes.http(Peer.closedPort()).resolved().spec(Step.DNS);
      var result = probe(spec, resolver.address(), STEP, Clock.systemUTC());

      assertEquals("ok", Probes.word(result), result::toString);
    }
  }

  @Test
  void serverThatHungUpOnALateClient_isNotBlamed() throws Exception {
    Peer.Script impatient =
        talk -> {
          talk.finishAfter(1_000);
          late.holdUp(1_400);
        };
    try (var peer = Peer.of(impatient)) {
      var result = probe(Probes.http(peer.port()).spec(), 4_000);

      assertEquals("not_run:agent_error", Probes.word(result), result::toString);
    }
  }

  @Test
  void peerThatTheAgentHardlyAttendedTo_isNotTimedOut() throws Exception {
    Peer.Script half =
        talk -> {
          int first = talk.socket().getInputStream().read();
          late.holdUp(2_000);
          talk.hex(first == TLS_HANDSHAKE ? "16 03 03" : "48 54 54 50 2f");
        };
    try (var peer = Peer.of(half)) {
      for (var probe : List.of(Probes.http(peer.port()), Probes.tls(peer.port()))) {
        var result = probe(probe.spec());

        assertEquals("not_run:agent_error", Probes.word(result), result::toString);
        assertTrue(result.delay().total().compareTo(STEP) > 0, result::toString);
      }
    }
  }

  @Test
  void silenceByTheRecordOfTheKernel_isATimeoutHoweverLateTheAgent() throws Exception {
    Peer.Script silent =
        talk -> {
          var _ = talk.socket().getInputStream().read();
          late.holdUp(2_000);
        };
    try (var peer = Peer.of(silent)) {
      var http = probe(Probes.http(peer.port()).spec());
      assertEquals("http:http_timeout", Probes.word(http), http::toString);
      assertTrue(http.delay().total().compareTo(STEP) > 0, http::toString);
      var tls = probe(Probes.tls(peer.port()).spec());
      assertEquals("tls:timeout_after_client_hello", Probes.word(tls), tls::toString);
    }
  }

  @Test
  void silenceThatTheAgentAttendedTo_isATimeout() throws Exception {
    Peer.Script silent = Peer.Talk::readRequest;
    try (var peer = Peer.of(silent)) {
      var result = probe(Probes.http(peer.port()).spec());

      assertEquals("http:http_timeout", Probes.word(result), result::toString);
      assertTrue(result.delay().total().compareTo(STEP) < 0, result::toString);
    }
  }

  @Test
  void judgementThatTakesLong_leavesTheNextStepItsOwn() throws Exception {
    var site = Sites.ec();
    try (var peer = TlsPeer.of(site.getKeyPair().getPrivate(), site.getCertificate())) {
      var spec = Probes.tls(peer.port()).judgedToo().spec();
      var result =
          probe(spec, Peer.loopback(9), Duration.ofSeconds(6), slow(1_500), site.getCertificate());

      assertEquals("ok", Probes.word(result), result::toString);
      assertTrue(result.delay().total().toMillis() >= 1_400, result::toString);
    }
  }

  @Test
  void judgementThatOutlivesTheTimeout_isAnErrorOfTheAgent() throws Exception {
    var site = Sites.ec();
    try (var peer = TlsPeer.of(site.getKeyPair().getPrivate(), site.getCertificate())) {
      var spec = Probes.tls(peer.port()).judgedToo().spec();
      var result = probe(spec, Peer.loopback(9), STEP, slow(900), site.getCertificate());

      assertEquals("not_run:agent_error", Probes.word(result), result::toString);
      assertTrue(result.steps().tls().isPresent(), "the handshake is recorded");
    }
  }

  @Test
  void trialOnAHostThatIsOnTime_saysSo() throws Exception {
    try (var peer = Peer.of(talk -> talk.readRequest().say(OK));
        var prober = Probes.prober()) {
      var result = Probes.one(prober, Probes.http(peer.port()).spec(), 5_000);

      assertEquals("ok", Probes.word(result), result::toString);
      assertTrue(
          result.delay().total().compareTo(SchedulingDelay.NOTABLE.multipliedBy(20)) < 0,
          result::toString);
    }
  }

  private static void hold(LateLoop late, long millis) {
    try {
      late.holdUp(millis);
    } catch (java.io.IOException over) {
      throw new java.io.UncheckedIOException(over);
    }
  }

  /** A clock whose reader works so long, as a judge of a costly chain does. */
  private static Clock slow(long millis) {
    InstantSource source =
        () -> {
          long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
          while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
          }
          return Instant.now();
        };
    return source.withZone(ZoneId.of("UTC"));
  }

  private ProbeResult probe(ProbeSpec spec) throws Exception {
    return probe(spec, STEP.toMillis());
  }

  private ProbeResult probe(ProbeSpec spec, long stepMillis) throws Exception {
    return probe(spec, Peer.loopback(9), Duration.ofMillis(stepMillis), Clock.systemUTC());
  }

  private ProbeResult probe(
      ProbeSpec spec,
      InetSocketAddress resolver,
      Duration step,
      Clock clock,
      X509Certificate... trusted)
      throws Exception {
    var around =
        new TrialContext.Surroundings(
            new ProberConfig(Optional.empty(), resolver, List.of(trusted)),
            new Gate(Probes.LOCAL, SendingBudget.ample()),
            clock,
            new SecureRandom(),
            ForkJoinPool.commonPool(),
            new JudgedChains(new ByteBudget(ByteBudget.EIGHTH_OF_HEAP)),
            new OpenAttempts(),
            new SourcePorts(),
            new FollowedRedirects());
    var trial = new TrialContext(spec, HelloRecipe.STANDARD, step, late.loop(), around);
    var result = new CompletableFuture<List<ProbeResult>>();
    late.loop().execute(() -> Prober.start(trial, result));
    return result.get(20, TimeUnit.SECONDS).getFirst();
  }
}
