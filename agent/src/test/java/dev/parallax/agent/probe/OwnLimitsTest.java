package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.memory.ByteBudget;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.GateDecision;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.agent.probe.quic.QuicAttempt;
import dev.parallax.agent.probe.trial.FollowedRedirects;
import dev.parallax.agent.probe.trial.JudgedChains;
import dev.parallax.agent.probe.trial.OpenAttempts;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.SourcePorts;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbeSpec;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A limit or defect of this program is no fault of the server. */
@Timeout(60)
@SuppressWarnings("FutureReturnValueIgnored") // A failure of the server's side is detected here.
@Isolated
final class OwnLimitsTest {
  private static final Executor FULL =
      task -> {
        throw new RejectedExecutionException();
      };

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final Gate gate = new Gate(Probes.LOCAL, SendingBudget.ample());

  @AfterEach
  void close() throws Exception {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
  }

  @Test
  void fullQueueOfJudges_endsTheTrialAsOurs() throws Exception {
    var site = Sites.ec();
    try (var peer = TlsPeer.of(site.getKeyPair().getPrivate(), site.getCertificate())) {
      var result = run(Probes.tls(peer.port()).judgedToo().spec(), FULL);

      assertEquals("not_run:agent_error", Probes.word(result), result::toString);
      var said = assertInstanceOf(Outcome.NotRun.class, result.outcome()).detail();
      assertEquals("too many chains wait for judgement on this host", said);
      assertTrue(result.steps().tls().isPresent(), "the handshake is recorded");
    }
  }

  @Test
  void chainsBeyondTheMemory_endTheTrialAsOurs_andGiveItBack() throws Exception {
    var site = Sites.ec();
    try (var peer = TlsPeer.of(site.getKeyPair().getPrivate(), site.getCertificate())) {
      var spec = Probes.tls(peer.port()).judgedToo().spec();
      long bytes = site.getCertificate().getEncoded().length;
      var result = run(trial(spec, ForkJoinPool.commonPool(), new ByteBudget(bytes - 1)));
      assertEquals("not_run:agent_error", Probes.word(result), result::toString);

      var chains = new ByteBudget(bytes);
      for (int i = 0; i < 2; i++) {
        var fits = run(trial(spec, ForkJoinPool.commonPool(), chains));
        assertFalse(fits.outcome() instanceof Outcome.NotRun, fits::toString);
      }
      var refused = run(trial(spec, FULL, chains));
      assertEquals("not_run:agent_error", Probes.word(refused), refused::toString);
      assertTrue(chains.take(bytes), "all of it was given back");
    }
  }

  @Test
  void fullQueueOfJudges_endsAQuicTrialAsOurs() throws Exception {
    try (var peer = QuicPeer.of(QuicPeer.idle())) {
      var result = run(Arms.quic(HelloTest.target(peer.port())).build(), FULL);

      assertEquals("not_run:agent_error", Probes.word(result), result::toString);
    }
  }

  /** The datagram listener receives bytes that break it, before the server has answered. */
  @Test
  @SuppressWarnings("NullAway")
  void defectInAQuicTurn_endsTheTrialAsOurs_andClosesItsSocket() throws Exception {
    var asked = new CountDownLatch(1);
    try (var peer = QuicPeer.of(silent(asked))) {
      var trial =
          trial(Arms.quic(HelloTest.target(peer.port())).build(), ForkJoinPool.commonPool());
      var remote = Peer.loopback(peer.port());
      var permit = assertInstanceOf(GateDecision.Admitted.class, gate.target(remote)).permit();
      var attempt = new QuicAttempt(trial, Optional.empty(), permit);
      var done = CompletableFuture.supplyAsync(attempt::run, trial.loop());
      assertTrue(asked.await(20, TimeUnit.SECONDS), "the first datagram");
      var open = udpSockets(peer.port());
      trial.loop().execute(() -> attempt.refusedVersion(null));
      var result = done.thenCompose(running -> running).get(20, TimeUnit.SECONDS);

      assertEquals("not_run:agent_error", Probes.word(result), result::toString);
      assertEquals(1, open, "a socket connected to the peer");
      assertEquals(0, udpSockets(peer.port()), "a socket connected to the peer");
    }
  }

  private ProbeResult run(ProbeSpec spec, Executor judges) throws Exception {
    return run(trial(spec, judges));
  }

  private static ProbeResult run(TrialContext trial) throws Exception {
    return CompletableFuture.supplyAsync(() -> new TrialRun(trial).start(), trial.loop())
        .thenCompose(running -> running)
        .get(20, TimeUnit.SECONDS)
        .getFirst();
  }

  private TrialContext trial(ProbeSpec spec, Executor judges) {
    return trial(spec, judges, new ByteBudget(ByteBudget.EIGHTH_OF_HEAP));
  }

  private TrialContext trial(ProbeSpec spec, Executor judges, ByteBudget chains) {
    var around =
        new TrialContext.Surroundings(
            Probes.config(),
            gate,
            Clock.systemUTC(),
            new SecureRandom(),
            judges,
            new JudgedChains(chains),
            new OpenAttempts(),
            new SourcePorts(),
            new FollowedRedirects());
    return new TrialContext(
        spec, HelloRecipe.STANDARD, Duration.ofSeconds(15), group.next(), around);
  }

  private static ChannelInboundHandlerAdapter silent(CountDownLatch asked) {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        asked.countDown();
      }
    };
  }

  /** The sockets of this network namespace that are connected to a port: {@code /proc/net/udp}. */
  private static long udpSockets(int remotePort) throws Exception {
    var remote = ":%04X".formatted(remotePort);
    long sockets = 0;
    for (var table : List.of("/proc/self/net/udp", "/proc/self/net/udp6")) {
      sockets +=
          Files.readAllLines(Path.of(table)).stream()
              .map(line -> line.strip().split(" +"))
              .filter(fields -> fields.length > 2 && fields[2].endsWith(remote))
              .count();
    }
    return sockets;
  }
}
