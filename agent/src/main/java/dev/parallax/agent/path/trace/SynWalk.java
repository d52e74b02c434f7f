package dev.parallax.agent.path.trace;

import dev.parallax.agent.path.kernel.Errno;
import dev.parallax.agent.path.kernel.ErrorQueue;
import dev.parallax.agent.path.kernel.Fd;
import dev.parallax.agent.path.kernel.Readiness;
import dev.parallax.agent.path.kernel.SocketAddresses;
import dev.parallax.agent.path.kernel.SocketHopLimit;
import dev.parallax.agent.path.kernel.SocketOptions;
import dev.parallax.agent.path.kernel.SystemCallException;
import dev.parallax.agent.path.kernel.TcpInfo;
import dev.parallax.agent.path.kernel.TimeLimit;
import dev.parallax.agent.path.trace.Hop.HopAnswer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A traceroute with TCP SYNs, sent singly from one port. An accepted connection is reset at once.
 */
final class SynWalk implements Traceroute.HopWalk {
  private final TracePlan plan;
  private final HopTable table;
  private final TimeLimit patience;
  private InetSocketAddress local;

  SynWalk(TracePlan plan) {
    this.plan = plan;
    table = new HopTable(plan);
    patience = new TimeLimit(plan.deadline());
    local = plan.local();
  }

  @Override
  public Trace walk() throws SystemCallException {
    int tried = 0;
    while (tried < plan.maxHops() && tried < table.farthest() + Traceroute.MOST_SILENT) {
      if (table.hasEnded() || patience.isOver()) {
        break;
      }
      ask(++tried);
    }
    return new Trace(
        plan.probe(),
        local.getPort(),
        table.sent(),
        table.hops(),
        table.ending(patience, tried),
        Optional.empty());
  }

  private void ask(int ttl) throws SystemCallException {
    for (int i = 0; i < plan.attempts() && !table.isAnswered(ttl) && !patience.isOver(); i++) {
      attempt(ttl, i);
    }
  }

  private void attempt(int ttl, int number) throws SystemCallException {
    int family = SocketAddresses.family(plan.target().getAddress());
    try (var socket = Fd.socket(family, Fd.SOCK_STREAM, 0)) {
      prepare(socket, ttl);
      table.sent(ttl, number);
      connect(socket);
      if (Readiness.await(patience.atMost(plan.timeout()).left(), Readiness.WRITE, socket)) {
        read(socket, ttl, table.rtt(ttl, number, System.nanoTime()).orElseThrow());
      }
    }
  }

  private void prepare(Fd socket, int ttl) throws SystemCallException {
    int fd = socket.number();
    SocketOptions.set(fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_REUSEADDR, 1);
    SocketOptions.resetOnClose(fd);
    ErrorQueue.enable(fd);
    var _ = SocketHopLimit.set(fd, ttl);
    socket.bind(local);
    local = new InetSocketAddress(local.getAddress(), socket.localAddress().getPort());
  }

  private void connect(Fd socket) throws SystemCallException {
    try {
      socket.connect(plan.target());
    } catch (SystemCallException failed) {
      if (failed.errno() != Errno.EINPROGRESS) {
        throw failed;
      }
    }
  }

  private void read(Fd socket, int ttl, Duration rtt) throws SystemCallException {
    for (var error : ErrorQueue.drain(socket.number())) {
      table.answered(Hop.icmp(ttl, error, rtt));
    }
    if (!table.isAnswered(ttl)) {
      answer(socket)
          .map(answer -> Hop.tcp(ttl, answer, plan.target().getAddress(), rtt))
          .ifPresent(table::answered);
    }
  }

  /** Checks the state first: a queued ICMP error makes a socket ready that never connected. */
  private static Optional<HopAnswer> answer(Fd socket) throws SystemCallException {
    if (TcpInfo.of(socket.number()).filter(TcpInfo::established).isPresent()) {
      return Optional.of(HopAnswer.TCP_ACCEPTED);
    }
    int errno =
        SocketOptions.get(socket.number(), SocketOptions.SOL_SOCKET, SocketOptions.SO_ERROR);
    return errno == Errno.ECONNREFUSED ? Optional.of(HopAnswer.TCP_REFUSED) : Optional.empty();
  }
}
