package dev.parallax.agent.path.echo;

import dev.parallax.agent.path.echo.EchoResult.Echoes;
import dev.parallax.agent.path.echo.EchoResult.Unsupported;
import dev.parallax.agent.path.kernel.BlockingTask;
import dev.parallax.agent.path.kernel.Errno;
import dev.parallax.agent.path.kernel.ErrorQueue;
import dev.parallax.agent.path.kernel.Fd;
import dev.parallax.agent.path.kernel.Incoming;
import dev.parallax.agent.path.kernel.PathError;
import dev.parallax.agent.path.kernel.Readiness;
import dev.parallax.agent.path.kernel.SystemCallException;
import dev.parallax.agent.path.kernel.TimeLimit;
import dev.parallax.agent.policy.Permit;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * ICMP echo (RFC 792, RFC 4443) over a ping socket, which needs no privilege where {@code
 * net.ipv4.ping_group_range} (icmp(7)) allows it. The kernel chooses the identifier, fills in the
 * checksum, and delivers answers to this identifier only.
 */
public final class Echo {
  private static final int REQUEST = 8;
  private static final int REQUEST6 = 128;
  private static final int REPLY = 0;
  private static final int REPLY6 = 129;
  private static final int SIZE = 56;
  private static final int SEQUENCE = 6;
  private static final int MOST_ERRORS = 64;

  private final EchoPlan plan;
  private final Fd socket;
  private final long[] sentAt;
  private final TreeMap<Integer, Duration> rtts = new TreeMap<>();
  private final List<PathError> errors = new ArrayList<>();

  private Echo(EchoPlan plan, Fd socket) {
    this.plan = plan;
    this.socket = socket;
    sentAt = new long[plan.count()];
  }

  /**
   * Starts the requests on a thread of its own.
   *
   * @param permit for the target, charged with the plan's whole cost
   * @return completes within all intervals and one wait; never exceptionally for network errors or
   *     this host's rules
   */
  public static CompletableFuture<EchoResult> start(EchoPlan plan, Permit permit) {
    permit.require(plan.target());
    return BlockingTask.run("parallax-echo", () -> run(plan));
  }

  /** The same on the calling thread, which it blocks. */
  public static EchoResult run(EchoPlan plan) {
    try (var socket = open(plan.target())) {
      return new Echo(plan, socket).knock();
    } catch (SystemCallException refused) {
      return new Unsupported(refusal(refused));
    }
  }

  public static Fd open(InetAddress target) throws SystemCallException {
    return target instanceof Inet6Address
        ? Fd.socket(Fd.AF_INET6, Fd.SOCK_DGRAM, Fd.IPPROTO_ICMPV6)
        : Fd.socket(Fd.AF_INET, Fd.SOCK_DGRAM, Fd.IPPROTO_ICMP);
  }

  private EchoResult knock() throws SystemCallException {
    ErrorQueue.enable(socket.number());
    if (plan.source().isPresent()) {
      socket.bind(new InetSocketAddress(plan.source().get(), 0));
    }
    socket.connect(new InetSocketAddress(plan.target(), 0));
    try (var message = new Incoming(SIZE)) {
      for (int i = 0; i < plan.count(); i++) {
        send(i);
        listen(message, i + 1 < plan.count() ? plan.interval() : plan.timeout());
      }
    }
    return new Echoes(plan.count(), List.copyOf(rtts.values()), errors);
  }

  /** An error of an earlier request is reported by the next send, once. */
  private void send(int sequence) throws SystemCallException {
    drainErrors();
    sentAt[sequence] = System.nanoTime();
    try {
      socket.send(request(sequence));
    } catch (SystemCallException unreachable) {
      drainErrors();
    }
  }

  /** Before the last request for the whole interval, afterwards until all requests are answered. */
  private void listen(Incoming message, Duration interval) throws SystemCallException {
    var patience = new TimeLimit(interval);
    while (!patience.isOver() && rtts.size() < plan.count()) {
      if (Readiness.await(patience.left(), Readiness.READ, socket)) {
        drainErrors();
        receive(message);
      }
    }
  }

  private void receive(Incoming message) throws SystemCallException {
    long now = System.nanoTime();
    if (!message.receive(socket.number(), 0)) {
      return;
    }
    var reply = ByteBuffer.wrap(message.payload());
    int sequence = reply.limit() < SEQUENCE + 2 ? -1 : reply.getShort(SEQUENCE);
    if (sequence >= 0 && sequence < plan.count() && isReply(reply) && sentAt[sequence] != 0) {
      rtts.putIfAbsent(sequence, Duration.ofNanos(now - sentAt[sequence]));
    }
  }

  private void drainErrors() throws SystemCallException {
    for (var error : ErrorQueue.drain(socket.number())) {
      if (errors.size() < MOST_ERRORS) {
        errors.add(error);
      }
    }
  }

  private byte[] request(int sequence) {
    var type = isIpv6() ? REQUEST6 : REQUEST;
    return ByteBuffer.allocate(SIZE).put((byte) type).putShort(SEQUENCE, (short) sequence).array();
  }

  private boolean isReply(ByteBuffer reply) {
    return Byte.toUnsignedInt(reply.get(0)) == (isIpv6() ? REPLY6 : REPLY);
  }

  private boolean isIpv6() {
    return plan.target() instanceof Inet6Address;
  }

  /** The reason why the kernel provides no socket for echo requests, as text. */
  public static String refusal(SystemCallException refused) {
    return switch (refused.errno()) {
      case Errno.EPERM, Errno.EACCES ->
          "net.ipv4.ping_group_range does not include this process's group ("
              + refused.detail()
              + ")";
      default -> refused.detail();
    };
  }
}
