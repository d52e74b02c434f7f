package dev.parallax.agent.path;

import dev.parallax.agent.path.capture.PacketSocket;
import dev.parallax.agent.path.echo.Echo;
import dev.parallax.agent.path.kernel.Errno;
import dev.parallax.agent.path.kernel.ErrorQueue;
import dev.parallax.agent.path.kernel.Fd;
import dev.parallax.agent.path.kernel.SystemCallException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A capability of this process, determined by an attempt.
 *
 * @param missing the reason for its absence; empty when present
 */
public record Capability(Optional<String> missing) {
  private static final Capability THERE = new Capability(Optional.empty());

  public boolean isThere() {
    return missing.isEmpty();
  }

  /** Capture of packets of other programs ({@code AF_PACKET}, packet(7)). */
  public static Capability capture() {
    try (var _ = PacketSocket.open()) {
      return THERE;
    } catch (SystemCallException refused) {
      return because(captureRefused(refused));
    }
  }

  /** ICMP echo without privileges. */
  public static Capability echo() {
    try (var _ = Echo.open(InetAddress.getLoopbackAddress())) {
      return THERE;
    } catch (SystemCallException refused) {
      return because(Echo.refusal(refused));
    }
  }

  /** Learning which router dropped a packet. */
  public static Capability errorQueue() {
    try (var socket = Fd.socket(Fd.AF_INET, Fd.SOCK_DGRAM, 0)) {
      ErrorQueue.enable(socket.number());
      var _ = ErrorQueue.drain(socket.number());
      return THERE;
    } catch (SystemCallException refused) {
      return because(refused.detail());
    }
  }

  static String captureRefused(SystemCallException refused) {
    return switch (refused.errno()) {
      case Errno.EPERM, Errno.EACCES -> "capture needs CAP_NET_RAW (" + refused.detail() + ")";
      default -> refused.detail();
    };
  }

  private static Capability because(String reason) {
    return new Capability(Optional.of(reason));
  }
}
