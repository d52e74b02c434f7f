package dev.parallax.agent.probe.wire;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.SocketErrors;
import dev.parallax.agent.path.kernel.ErrorQueue;
import dev.parallax.agent.path.kernel.PathError;
import dev.parallax.agent.path.kernel.SystemCallException;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.plan.HopLimit;
import dev.parallax.model.plan.HopLimit.LimitedPacket;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The packet of a connection with a limited hop count, and the ICMP error of the router at which it
 * expires. Has no effect when the probe limits no hop count. Below the tap, on its event loop.
 */
public final class HopLimitedPacket extends ChannelInboundHandlerAdapter {
  /** Routers answer within a round trip or not at all. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** Long enough for a connection whose first SYN was lost. */
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

  private final Optional<HopLimit> limit;
  private final EpollSocketChannel channel;
  private Optional<dev.parallax.agent.path.kernel.SocketHopLimit> usual = Optional.empty();
  private Optional<PathStep.Reply> reply = Optional.empty();
  private long sentAt;

  public HopLimitedPacket(Optional<HopLimit> limit, EpollSocketChannel channel) {
    this.limit = limit;
    this.channel = channel;
  }

  /**
   * Before the connect. The connection always ends with RST, so that no half-open connection stays
   * at the other end.
   */
  public void prepare() throws SystemCallException {
    if (limit.isEmpty()) {
      return;
    }
    channel.config().setSoLinger(0);
    ErrorQueue.enable(fd());
    if (limits(LimitedPacket.SYN)) {
      shorten();
    }
    var _ = channel.pipeline().addFirst(this);
  }

  /** Right before the ClientHello. */
  public void beforeHello() throws SystemCallException {
    if (limits(LimitedPacket.HELLO)) {
      shorten();
    }
  }

  /** The time limit of the running phase. */
  public Duration patience(Duration step) {
    var longest = usual.isPresent() ? LONGEST_WAIT : LONGEST_CONNECT;
    return limit.isPresent() && step.compareTo(longest) > 0 ? longest : step;
  }

  /** Further packets have the usual hop limit, including the RST at the end. */
  public void restore() {
    try {
      if (usual.isPresent() && channel.isOpen()) {
        usual.get().restore(fd());
      }
    } catch (SystemCallException gone) {
      // So is the connection.
    }
    usual = Optional.empty();
  }

  /** Absent without an ICMP error from the path. */
  public Optional<PathStep> path() {
    var sent = limits(LimitedPacket.SYN) ? "tcp_syn" : "tls_client_hello";
    return reply.map(answer -> new PathStep(sent, List.of(answer)));
  }

  /**
   * A failed connect, with the router's report if the kernel provides it. Called while the channel
   * is still open, which holds for listeners added before the connect.
   */
  public Failure explain(Failure failure, Throwable cause, Duration took) {
    heard(cause, took);
    return reply
        .flatMap(answer -> answer.from().map(from -> words(answer, from.getHostAddress())))
        .map(words -> new Failure(failure.step(), failure.word(), words))
        .orElse(failure);
  }

  private static String words(PathStep.Reply reply, String from) {
    return "ICMP type %d code %d from %s".formatted(reply.icmpType(), reply.icmpCode(), from);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    restore();
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    restore();
    context.fireChannelRead(message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    heard(cause, Duration.ofNanos(System.nanoTime() - sentAt));
    context.fireExceptionCaught(cause);
  }

  private void heard(Throwable cause, Duration took) {
    if (usual.isPresent()
        && SocketErrors.ending(cause).filter(Ending.UNREACHABLE::equals).isPresent()) {
      reply = Optional.of(reply(took));
    }
  }

  /** For an established connection the kernel reports that a packet expired, but not where. */
  private PathStep.Reply reply(Duration took) {
    var error = queued();
    return new PathStep.Reply(
        limit.orElseThrow().hops(),
        error.flatMap(PathError::offender),
        error.map(PathError::icmpType).orElse(0),
        error.map(PathError::icmpCode).orElse(0),
        Optional.of(took));
  }

  private Optional<PathError> queued() {
    try {
      return ErrorQueue.drain(fd()).stream()
          .filter(error -> error.offender().isPresent())
          .findFirst();
    } catch (SystemCallException closed) {
      return Optional.empty();
    }
  }

  private void shorten() throws SystemCallException {
    int hops = limit.orElseThrow().hops();
    usual = Optional.of(dev.parallax.agent.path.kernel.SocketHopLimit.set(fd(), hops));
    sentAt = System.nanoTime();
  }

  private boolean limits(LimitedPacket packet) {
    return limit.filter(hopLimit -> hopLimit.packet() == packet).isPresent();
  }

  private int fd() {
    return channel.fd().intValue();
  }
}
