package dev.parallax.agent.path.capture;

import dev.parallax.agent.classify.packet.TcpPacket;
import java.time.Instant;
import java.util.Objects;

/**
 * A packet this host sent or received.
 *
 * @param at the time at which the kernel received or sent it, by this host's clock
 * @param incoming whether it arrived from the other end, or was forged in its name
 */
public record CapturedPacket(Instant at, boolean incoming, TcpPacket packet) {
  public CapturedPacket {
    Objects.requireNonNull(at);
    Objects.requireNonNull(packet);
  }
}
