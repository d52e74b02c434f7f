package dev.parallax.agent.path.capture;

import dev.parallax.agent.classify.packet.TcpPacket;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the delivered packets of each connection, including a new connection with the same ports;
 * used by the capture's thread only.
 */
final class FlowBudget {
  private final CaptureLimits limits;
  private final Map<AddressPair, Spent> flows;
  private long bytesLeft;

  /** The same for both directions. */
  private record AddressPair(InetSocketAddress near, InetSocketAddress far) {}

  private static final class Spent {
    private int data;
    private int control;
  }

  FlowBudget(CaptureLimits limits) {
    this.limits = limits;
    bytesLeft = limits.bytes();
    flows =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<AddressPair, Spent> eldest) {
            return size() > limits.flows();
          }
        };
  }

  /** Bytes of payload to keep of the next packet. */
  int payload() {
    return (int) Math.min(limits.payloadBytes(), bytesLeft);
  }

  boolean admits(TcpPacket packet, boolean incoming) {
    var flow =
        incoming
            ? new AddressPair(packet.destination(), packet.source())
            : new AddressPair(packet.source(), packet.destination());
    if (packet.isSyn()) {
      flows.remove(flow);
    }
    var spent = flows.computeIfAbsent(flow, unknown -> new Spent());
    int count = packet.isControl() ? ++spent.control : ++spent.data;
    boolean admitted = count > 0 && count <= limits.packetsPerFlow();
    bytesLeft -= admitted ? packet.payload().size() : 0;
    return admitted;
  }
}
