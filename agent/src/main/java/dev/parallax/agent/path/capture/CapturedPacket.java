package dev.parallax.agent.path.capture;

import dev.parallax.agent.classify.packet.TcpPacket;
import java.time.Instant;
import java.util.Objects;

/**
 * A packet this host sent or received.
 *
 * @param at when the kernel took it from or gave it to the interface, by this host's clock
 * @param incoming whether the other end, or somebody in its name, sent it
 */
public record CapturedPacket(Instant at, boolean incoming, TcpPacket packet) {
  public CapturedPacket {
    Objects.requireNonNull(at);
    Objects.requireNonNull(packet);
  }
}
