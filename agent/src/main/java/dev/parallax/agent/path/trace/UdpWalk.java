package dev.parallax.agent.path.trace;

import dev.parallax.agent.path.kernel.ErrorQueue;
import dev.parallax.agent.path.kernel.Fd;
import dev.parallax.agent.path.kernel.PathError;
import dev.parallax.agent.path.kernel.Readiness;
import dev.parallax.agent.path.kernel.SocketAddresses;
import dev.parallax.agent.path.kernel.SocketHopLimit;
import dev.parallax.agent.path.kernel.SystemCallException;
import dev.parallax.agent.path.kernel.TimeLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A traceroute with UDP through one socket. Each datagram carries its hop limit and the complement
 * of the limit, so that an answer identifies its datagram while length and checksum are constant.
 * Several hops are probed at once; then the silent hops singly, which also serves routers that
 * quote no payload (RFC 792 requires only eight bytes).
 */
final class UdpWalk implements Traceroute.HopWalk {
  private static final int AT_A_TIME = 5;
  private static final Duration PACE = Duration.ofMillis(2);
  private static final short ERRORS_ONLY = 0;
  private static final int SEND_AGAIN = 3;

  private final TracePlan plan;
  private final HopTable table;
  private final TimeLimit patience;
  private boolean quotesNothing;
  private int attempt;

  UdpWalk(TracePlan plan) {
    this.plan = plan;
    table = new HopTable(plan);
    patience = new TimeLimit(plan.deadline());
  }

  @Override
  public Trace walk() throws SystemCallException {
    int family = SocketAddresses.family(plan.target().getAddress());
    try (var socket = Fd.socket(family, Fd.SOCK_DGRAM, 0)) {
      prepare(socket);
      int tried = askAll(socket);
      for (attempt = 1; attempt < plan.attempts(); attempt++) {
        askSilent(socket);
      }
      return trace(socket.localAddress().getPort(), tried);
    }
  }

  private Trace trace(int port, int tried) {
    var ending = table.ending(patience, tried);
    return new Trace(plan.probe(), port, table.sent(), table.hops(), ending, Optional.empty());
  }

  private void prepare(Fd socket) throws SystemCallException {
    ErrorQueue.enable(socket.number());
    if (plan.source().isPresent() || plan.localPort() > 0) {
      socket.bind(plan.local());
    }
    socket.connect(plan.target());
  }

  private int askAll(Fd socket) throws SystemCallException {
    int tried = 0;
    while (tried < plan.maxHops() && tried < table.farthest() + Traceroute.MOST_SILENT) {
      if (table.hasEnded() || patience.isOver()) {
        break;
      }
      int next = Math.min(tried + AT_A_TIME, plan.maxHops());
      askSome(socket, tried + 1, next);
      tried = next;
    }
    return tried;
  }

  private void askSome(Fd socket, int first, int last) throws SystemCallException {
    for (int ttl = first; ttl <= last; ttl++) {
      send(socket, ttl);
      read(socket, PACE, OptionalInt.empty());
    }
    var waiting = patience.atMost(plan.timeout());
    while (!waiting.isOver() && !areAnswered(first, Math.min(last, table.lastHop()))) {
      read(socket, waiting.left(), OptionalInt.empty());
    }
  }

  private boolean areAnswered(int first, int last) {
    for (int ttl = first; ttl <= last; ttl++) {
      if (!table.isAnswered(ttl)) {
        return false;
      }
    }
    return true;
  }

  private void askSilent(Fd socket) throws SystemCallException {
    for (int ttl = 1; ttl < silentEnd() && !patience.isOver(); ttl++) {
      if (!table.isAnswered(ttl)) {
        askOne(socket, ttl);
      }
    }
  }

  /** When only routers without quotes answered, no hop is known yet. */
  private int silentEnd() {
    return quotesNothing ? table.lastHop() : Math.min(table.lastHop(), table.farthest());
  }

  private void askOne(Fd socket, int ttl) throws SystemCallException {
    send(socket, ttl);
    var waiting = patience.atMost(plan.timeout());
    while (!waiting.isOver() && !table.isAnswered(ttl)) {
      read(socket, waiting.left(), OptionalInt.of(ttl));
    }
  }

  /** A send fails for errors of earlier datagrams; they are read, and the send is repeated. */
  private void send(Fd socket, int ttl) throws SystemCallException {
    var _ = SocketHopLimit.set(socket.number(), ttl);
    for (int i = 1; ; i++) {
      try {
        table.sent(ttl, attempt);
        socket.send(Mark.of(ttl, attempt).bytes());
        return;
      } catch (SystemCallException earlier) {
        if (i == SEND_AGAIN) {
          throw earlier;
        }
        read(socket, Duration.ZERO, OptionalInt.empty());
      }
    }
  }

  private void read(Fd socket, Duration longest, OptionalInt only) throws SystemCallException {
    if (Readiness.await(longest, ERRORS_ONLY, socket)) {
      long now = System.nanoTime();
      for (var error : ErrorQueue.drain(socket.number())) {
        read(error, only, now);
      }
    }
  }

  private void read(PathError error, OptionalInt only, long now) {
    var mark = Mark.read(error.quoted().toArray());
    quotesNothing |= mark.isEmpty();
    mark.or(() -> only.stream().mapToObj(ttl -> Mark.of(ttl, attempt)).findFirst())
        .ifPresent(found -> answered(error, found, now));
  }

  /** A datagram that was not sent cannot be answered. */
  private void answered(PathError error, Mark mark, long now) {
    table
        .rtt(mark.ttl(), mark.attempt(), now)
        .map(rtt -> Hop.icmp(mark.ttl(), error, rtt))
        .ifPresent(table::answered);
  }

  /** The payload of a datagram: two numbers and their complements. */
  private record Mark(int ttl, int attempt) {
    static Mark of(int ttl, int attempt) {
      return new Mark(ttl, attempt);
    }

    byte[] bytes() {
      return new byte[] {(byte) attempt, (byte) ttl, (byte) ~attempt, (byte) ~ttl};
    }

    static Optional<Mark> read(byte[] quoted) {
      boolean whole =
          quoted.length >= 4 && quoted[2] == (byte) ~quoted[0] && quoted[3] == (byte) ~quoted[1];
      return whole ? Optional.of(of(quoted[1], quoted[0])) : Optional.empty();
    }
  }
}
