package dev.parallax.bench.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The handshake durations of one connection, from a capture.
 *
 * @param connectNanos from the first SYN to its SYN-ACK
 * @param tlsNanos from the client's first bytes, its ClientHello, to the last bytes of the server
 *     before the client's next bytes: the server's whole flight
 */
public record OnTheWire(long connectNanos, long tlsNanos) {
  /** By the client's port; connections with incomplete handshakes are omitted. */
  public static Map<Integer, OnTheWire> of(List<TcpSegment> capture, int serverPort) {
    var byPort = new HashMap<Integer, List<TcpSegment>>();
    for (var segment : capture) {
      int client = segment.source() == serverPort ? segment.destination() : segment.source();
      byPort.computeIfAbsent(client, port -> new ArrayList<>()).add(segment);
    }
    var found = new HashMap<Integer, OnTheWire>();
    byPort.forEach((port, segments) -> of(port, segments).ifPresent(wire -> found.put(port, wire)));
    return found;
  }

  private static Optional<OnTheWire> of(int client, List<TcpSegment> segments) {
    var syn = segments.stream().filter(TcpSegment::isSyn).findFirst();
    var synAck = segments.stream().filter(TcpSegment::isSynAck).findFirst();
    var spoken = segments.stream().filter(segment -> segment.payload() > 0).toList();
    var hello = spoken.stream().filter(segment -> segment.source() == client).findFirst();
    var answer = hello.flatMap(first -> endOfAnswer(client, first, spoken));
    if (syn.isEmpty() || synAck.isEmpty() || hello.isEmpty() || answer.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OnTheWire(
            synAck.get().nanos() - syn.get().nanos(), answer.get().nanos() - hello.get().nanos()));
  }

  private static Optional<TcpSegment> endOfAnswer(
      int client, TcpSegment hello, List<TcpSegment> spoken) {
    return spoken.stream()
        .skip(spoken.indexOf(hello))
        .dropWhile(segment -> segment.source() == client)
        .takeWhile(segment -> segment.source() != client)
        .reduce((earlier, later) -> later);
  }
}
