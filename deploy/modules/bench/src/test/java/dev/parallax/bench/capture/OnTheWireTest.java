package dev.parallax.bench.capture;

import static dev.parallax.bench.CaptureFile.ACK;
import static dev.parallax.bench.CaptureFile.SYN;
import static dev.parallax.bench.CaptureFile.SYN_ACK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OnTheWireTest {
  private static final int SERVER = 443;

  private final List<TcpSegment> capture = new ArrayList<>();

  private OnTheWireTest client(int port, long nanos, int flags, int payload) {
    capture.add(new TcpSegment(nanos, port, SERVER, flags, payload));
    return this;
  }

  private OnTheWireTest server(int port, long nanos, int flags, int payload) {
    capture.add(new TcpSegment(nanos, SERVER, port, flags, payload));
    return this;
  }

  @Test
  void timesBothHandshakesOfInterleavedConnections() {
    client(1, 0, SYN, 0).client(2, 10, SYN, 0).server(1, 30, SYN_ACK, 0).server(2, 50, SYN_ACK, 0);
    client(1, 60, ACK, 0).client(2, 70, ACK, 0);
    // A ClientHello in two segments, acknowledged in between; a server's flight in two; Finished;
    // a ticket.
    client(1, 100, ACK, 1_400).client(1, 110, ACK, 300).server(1, 120, ACK, 0);
    client(2, 200, ACK, 300).server(2, 900, ACK, 4_000).client(2, 950, ACK, 80);
    server(1, 500, ACK, 1_400).server(1, 700, ACK, 900).client(1, 800, ACK, 80);
    server(1, 850, ACK, 250);
    assertEquals(
        Map.of(1, new OnTheWire(30, 600), 2, new OnTheWire(40, 700)),
        OnTheWire.of(capture, SERVER));
  }

  @Test
  void leavesOutConnectionsWithoutAnAnswer() {
    client(1, 0, SYN, 0).server(1, 30, SYN_ACK, 0).client(1, 100, ACK, 300);
    client(2, 0, SYN, 0);
    server(3, 30, SYN_ACK, 0).client(3, 100, ACK, 300).server(3, 200, ACK, 300);
    assertEquals(Map.of(), OnTheWire.of(capture, SERVER));
  }
}
