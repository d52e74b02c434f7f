package dev.parallax.agent.path.capture;

import dev.parallax.agent.classify.packet.TcpPacket;
import java.net.InetSocketAddress;
import java.util.Set;

/** The connections to capture. */
public sealed interface CaptureTarget {
  /** Maximum number of remote ends of one capture. */
  int MOST_REMOTES = 64;

  /**
   * Connections of this host to these ends, from any local port.
   *
   * @param ends address and TCP port, 1 to 64
   */
  record Remote(Set<InetSocketAddress> ends) implements CaptureTarget {
    public Remote {
      ends = Set.copyOf(ends);
      if (ends.isEmpty() || ends.size() > MOST_REMOTES) {
        throw new IllegalArgumentException(
            "ends must be 1 to %d, got: %d".formatted(MOST_REMOTES, ends.size()));
      }
      if (ends.stream().anyMatch(InetSocketAddress::isUnresolved)) {
        throw new IllegalArgumentException("ends must be addresses, got: " + ends);
      }
    }

    @Override
    public boolean isIncoming(TcpPacket packet) {
      return ends.contains(packet.source());
    }
  }

  /** Connections to a port of this host. */
  record Local(int port) implements CaptureTarget {
    public Local {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port must be 1 to 65535, got: " + port);
      }
    }

    @Override
    public boolean isIncoming(TcpPacket packet) {
      return packet.destination().getPort() == port;
    }
  }

  /** Whether a packet of such a connection comes from the other end. */
  boolean isIncoming(TcpPacket packet);
}
