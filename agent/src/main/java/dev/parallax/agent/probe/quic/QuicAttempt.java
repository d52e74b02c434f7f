package dev.parallax.agent.probe.quic;

import dev.parallax.agent.classify.QuicFailures;
import dev.parallax.agent.classify.SocketErrors;
import dev.parallax.agent.classify.packet.QuicPacket;
import dev.parallax.agent.delay.StepTimer;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.agent.policy.Permit;
import dev.parallax.agent.probe.tls.CapturingTrustManager;
import dev.parallax.agent.probe.trial.LocalRoutes;
import dev.parallax.agent.probe.trial.OpenAttempts;
import dev.parallax.agent.probe.trial.OwnLateness;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.agent.probe.wire.DatagramTap;
import dev.parallax.agent.socket.Dialer;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.text.Printable;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One QUIC handshake (RFC 9001) with one address, up to its confirmation, without a request. It is
 * recorded as the TLS step, with datagrams as records: UDP has no connection that could fail
 * before, hence there is no TCP step. Its ClientHello is encrypted on the wire and has no hash. The
 * certificate is recorded and not validated.
 */
// The results of connects, closes and timers arrive as events.
@SuppressWarnings("FutureReturnValueIgnored")
public final class QuicAttempt implements DatagramTap.Listener, OpenAttempts.Ongoing {
  private static final Logger LOG = LoggerFactory.getLogger(QuicAttempt.class);
  private static final int H3_NO_ERROR = 0x0100;
  private static final long LINGER_MILLIS = 200;

  private final TrialContext trial;
  private final Permit permit;
  private final InetAddress address;
  private final CapturingTrustManager chain = new CapturingTrustManager();
  private final DatagramTap tap = new DatagramTap(this);
  private final CompletableFuture<ProbeResult> done = new CompletableFuture<>();
  private final EpollDatagramChannel socket = new EpollDatagramChannel();
  private final RecordedQuicStep recorded;
  private Optional<QuicChannel> quic = Optional.empty();
  private final StepTimer timer;
  private boolean attended = true;
  private boolean finished;

  public QuicAttempt(TrialContext trial, Optional<DnsStep> dns, Permit permit) {
    this.trial = trial;
    this.permit = permit;
    this.address = permit.remote().getAddress();
    this.timer = new StepTimer(trial.loop(), trial.own());
    this.recorded = new RecordedQuicStep(trial, dns, address, chain);
  }

  /** Never completes exceptionally; the socket is closed when it completes. */
  public CompletableFuture<ProbeResult> run() {
    done.whenComplete((result, never) -> trial.around().open().remove(this));
    if (!trial.around().open().add(this)) {
      return unopened(NotRunReason.AGENT_ERROR, "the prober was closed");
    }
    // The first of all loads a library, which no other trial's clock should wait for.
    try {
      CompletableFuture.supplyAsync(this::codec, trial.around().judges())
          .whenCompleteAsync(
              (codec, unsupported) -> guarded(() -> prepared(codec, unsupported)), trial.loop());
      return done;
    } catch (RejectedExecutionException busy) {
      return unopened(NotRunReason.AGENT_ERROR, "too much waits for this host's processor");
    }
  }

  private ChannelHandler codec() {
    return QuicEngines.client(trial.hello(), trial.spec().serverName(), chain, trial.stepTimeout());
  }

  private void prepared(@Nullable ChannelHandler codec, @Nullable Throwable unsupported) {
    if (codec == null) {
      unopened(NotRunReason.UNSUPPORTED, Printable.message(Objects.requireNonNull(unsupported)));
    } else if (!finished) {
      open(codec);
    }
  }

  private void open(ChannelHandler codec) {
    recorded.started();
    timer.start(trial.stepTimeout(), inTime -> guarded(() -> timeUp(inTime)));
    var bootstrap = new Bootstrap().group(trial.loop()).channelFactory(() -> socket).handler(tap);
    trial
        .around()
        .config()
        .bindFor(address)
        .ifPresent(bind -> bootstrap.localAddress(new InetSocketAddress(bind, 0)));
    var connecting = Dialer.connect(bootstrap, permit, this::refused);
    connecting.addListener(ignored -> guarded(() -> connected(connecting, codec)));
  }

  private void refused(GateRefusal refusal) {
    finish(new Outcome.NotRun(refusal.reason(), refusal.detail()));
  }

  /** UDP: no packet has been sent yet. */
  private void connected(Future<?> connecting, ChannelHandler codec) {
    if (connecting.cause() != null) {
      unreachable(connecting.cause());
      return;
    }
    var refusal = permit.check(permit.remote());
    if (refusal.isPresent()) {
      refused(refusal.get());
    } else if (!finished) {
      socket.pipeline().addLast(codec);
      handshake();
    }
  }

  private void handshake() {
    QuicChannel.newBootstrap(socket)
        .handler(new Closing())
        .streamHandler(new ChannelInboundHandlerAdapter())
        .remoteAddress(permit.remote())
        .connect()
        .addListener((Future<QuicChannel> shaken) -> guarded(() -> shaken(shaken)));
  }

  /** The last message of the server is known one turn of the loop later. */
  private void shaken(Future<QuicChannel> shaken) {
    if (shaken.isSuccess()) {
      quic = Optional.of(shaken.getNow());
      finish(new Outcome.Ok());
    } else {
      var cause = shaken.cause();
      trial.loop().execute(() -> guarded(() -> fail(QuicFailures.unknown(cause))));
    }
  }

  private final class Closing extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      quic = Optional.of((QuicChannel) context.channel());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof QuicConnectionCloseEvent close) {
        guarded(() -> closed(close));
      }
      context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      guarded(() -> fail(QuicFailures.unknown(cause)));
    }
  }

  private void closed(QuicConnectionCloseEvent close) {
    recorded.alert(QuicFailures.alert(close.isApplicationClose(), close.error()));
    fail(QuicFailures.closed(close.isApplicationClose(), close.error(), reason(close)));
  }

  /** Netty's event breaks when the frame gave no reason. */
  private static byte[] reason(QuicConnectionCloseEvent close) {
    try {
      return close.reason();
    } catch (NullPointerException none) {
      return new byte[0];
    }
  }

  private void timeUp(boolean inTime) {
    attended = inTime;
    fail(QuicFailures.timeout("no handshake within " + trial.stepTimeout().toMillis() + " ms"));
  }

  @Override
  public void refusedVersion(QuicPacket negotiation) {
    guarded(() -> fail(QuicFailures.version(negotiation)));
  }

  @Override
  public void unreachable(Throwable cause) {
    guarded(() -> undelivered(cause));
  }

  private void undelivered(Throwable cause) {
    if (SocketErrors.isLocal(cause)) {
      finish(new Outcome.NotRun(NotRunReason.AGENT_ERROR, Printable.message(cause)));
    } else {
      fail(QuicFailures.unreachable(LocalRoutes.explain(cause, address)));
    }
  }

  /** An exception is a defect of this program: it ends the trial and closes its socket. */
  private void guarded(Runnable turn) {
    try {
      turn.run();
    } catch (Throwable defect) {
      trial.logDefect(LOG, "a QUIC trial", defect);
      abandon(Printable.message(defect));
    }
  }

  private void fail(Failure failure) {
    if (OwnLateness.explains(failure, trial.own(), attended)) {
      abandon(trial.own().detail());
    } else {
      finish(new Outcome.Failed(failure));
    }
  }

  @Override
  public EventLoop loop() {
    return trial.loop();
  }

  @Override
  public void abandon(String detail) {
    finish(new Outcome.NotRun(NotRunReason.AGENT_ERROR, detail));
  }

  private void finish(Outcome outcome) {
    if (finished) {
      return;
    }
    finished = true;
    timer.cancel();
    var result = recorded.result(outcome, quic, tap);
    if (!socket.isRegistered()) {
      socket.unsafe().closeForcibly();
      done.complete(result);
      return;
    }
    trial.loop().schedule(() -> socket.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    // The server is notified, so that it does not retransmit to a closed port.
    quic.filter(Channel::isActive)
        .map(open -> open.close(true, H3_NO_ERROR, Unpooled.EMPTY_BUFFER))
        .ifPresentOrElse(
            closing -> closing.addListener(ignored -> socket.close()), () -> socket.close());
    socket.closeFuture().addListener(ignored -> done.complete(result));
  }

  private CompletableFuture<ProbeResult> unopened(NotRunReason reason, String detail) {
    socket.unsafe().closeForcibly();
    done.complete(recorded.withoutHandshake(new Outcome.NotRun(reason, detail)));
    return done;
  }
}
