package dev.parallax.agent.responder;

import dev.parallax.agent.classify.handshake.ArrivedHello;
import dev.parallax.agent.classify.packet.TcpPacket;
import dev.parallax.agent.path.capture.CapturedPacket;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.vantage.VantageId;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** A connection to a program of this host, as its packets show it. Not thread-safe. */
final class Arriving {
  private static final long SEQUENCES = 1L << 32;
  private static final int HELLO_LIMIT = 4 * 1024;
  private static final int EARLY_LIMIT = 4;

  /** Memory of a connection without payload: an upper bound from a heap dump. */
  private static final int FIXED_BYTES = 768;

  private final InetSocketAddress peer;
  private final int port;
  private final long isn;
  private final Instant began;
  private Instant last;
  private Optional<ArrivedHello> hello = Optional.empty();
  private ByteArrayOutputStream first = new ByteArrayOutputStream(0);
  private final TreeMap<Long, byte[]> early = new TreeMap<>();
  private Optional<Sighting.ConnectionEnd> reset = Optional.empty();
  private Optional<Sighting.ConnectionEnd> closed = Optional.empty();
  private long bytesReceived;
  private long bytesSent;
  private int resetsSent;

  /**
   * Begins it.
   *
   * @param syn the first packet of it, from the other side
   */
  Arriving(CapturedPacket syn) {
    peer = syn.packet().source();
    port = syn.packet().destination().getPort();
    isn = syn.packet().sequence();
    began = syn.at();
    last = began;
  }

  /** Its memory in bytes. */
  long bytes() {
    return FIXED_BYTES
        + first.size()
        + early.values().stream().mapToLong(part -> part.length).sum();
  }

  boolean isBegunBy(CapturedPacket syn) {
    return syn.packet().sequence() == isn;
  }

  void take(CapturedPacket captured) {
    var packet = captured.packet();
    last = captured.at();
    if (packet.isReset()) {
      resetsSent += captured.incoming() ? 0 : 1;
      reset = reset.or(() -> Optional.of(resetter(captured.incoming())));
    } else if (packet.isFin()) {
      closed = closed.or(() -> Optional.of(closer(captured.incoming())));
    }
    if (!captured.incoming()) {
      bytesSent += packet.payloadLength();
    } else if (packet.payloadLength() > 0) {
      received(packet);
    }
  }

  private void received(TcpPacket packet) {
    long at = Math.floorMod(packet.sequence() - isn - 1, SEQUENCES);
    bytesReceived = Math.max(bytesReceived, at + packet.payloadLength());
    if (hello.isEmpty() && at < HELLO_LIMIT && early.size() < EARLY_LIMIT) {
      early.put(at, packet.payload().toArray());
      join();
    }
  }

  /** Appends in-order bytes. */
  private void join() {
    while (!early.isEmpty() && early.firstKey() <= first.size()) {
      var next = early.pollFirstEntry();
      int known = Math.toIntExact(first.size() - next.getKey());
      if (known < next.getValue().length) {
        first.write(next.getValue(), known, next.getValue().length - known);
      }
    }
    hello = ArrivedHello.of(first.toByteArray());
    if (hello.isPresent()) {
      first = new ByteArrayOutputStream(0);
      early.clear();
    }
  }

  Sighting sighting(VantageId self, int round) {
    return new SightedConnection(peer, port, hello, bytesReceived, bytesSent)
        .by(
            self,
            round,
            Sighting.Means.CAPTURE,
            reset.or(() -> closed).orElse(Sighting.ConnectionEnd.OPEN),
            resetsSent,
            Duration.between(began, last).abs());
  }

  private static Sighting.ConnectionEnd resetter(boolean incoming) {
    return incoming ? Sighting.ConnectionEnd.RESET_BY_PEER : Sighting.ConnectionEnd.RESET_HERE;
  }

  private static Sighting.ConnectionEnd closer(boolean incoming) {
    return incoming ? Sighting.ConnectionEnd.CLOSED_BY_PEER : Sighting.ConnectionEnd.CLOSED_HERE;
  }
}
