package dev.parallax.agent.path.kernel;

import static dev.parallax.agent.path.kernel.SocketOptions.IPV6_RECVERR;
import static dev.parallax.agent.path.kernel.SocketOptions.IP_RECVERR;
import static dev.parallax.agent.path.kernel.SocketOptions.SOL_IP;
import static dev.parallax.agent.path.kernel.SocketOptions.SOL_IPV6;

import dev.parallax.model.value.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ICMP errors of a socket ({@code IP_RECVERR}, ip(7)). */
public final class ErrorQueue {
  private static final int MOST = 64;
  private static final int QUOTED = 64;

  private ErrorQueue() {}

  /** From now on the kernel queues ICMP errors for this socket, and reports them at once. */
  public static void enable(int fd) throws SystemCallException {
    SocketOptions.set(fd, SOL_IP, IP_RECVERR, 1);
    if (SocketOptions.isIpv6(fd)) {
      SocketOptions.set(fd, SOL_IPV6, IPV6_RECVERR, 1);
    }
  }

  /**
   * Removes the queued entries, oldest first, at most 64; never blocks.
   *
   * @param fd of an open socket; the caller keeps it open during the call
   */
  public static List<PathError> drain(int fd) throws SystemCallException {
    var errors = new ArrayList<PathError>();
    try (var message = new Incoming(QUOTED)) {
      for (int i = 0; i < MOST && message.receive(fd, Incoming.MSG_ERRQUEUE); i++) {
        read(message).ifPresent(errors::add);
      }
    }
    return List.copyOf(errors);
  }

  private static Optional<PathError> read(Incoming message) {
    var quoted = Bytes.copyOf(message.payload());
    return message.controls().stream()
        .filter(control -> control.is(SOL_IP, IP_RECVERR) || control.is(SOL_IPV6, IPV6_RECVERR))
        .findFirst()
        .flatMap(control -> PathError.read(control.data(), quoted));
  }
}
