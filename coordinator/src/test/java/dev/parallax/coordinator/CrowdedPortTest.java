package dev.parallax.coordinator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The metrics and log lines of connections over a limit. */
@Timeout(60)
final class CrowdedPortTest {
  private static final String METRIC = "parallax_connections_refused_total";
  private static final int PER_NETWORK = 64;
  private static final int MORE = 6;

  @TempDir Path folder;

  @Test
  void connectionsWithoutRoom_areCountedInTheMetrics() throws Exception {
    Deque<Socket> open = new ArrayDeque<>();
    try (var stage = Stage.withPages(folder);
        var client = HttpClient.newHttpClient()) {
      for (int number = 0; number < PER_NETWORK + MORE; number++) {
        open.push(connect(stage.address()));
      }
      var patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (refused(client, stage) < MORE) {
        assertTrue(System.nanoTime() < patience, METRIC + " has at least " + MORE);
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    } finally {
      for (var socket : open) {
        socket.close();
      }
    }
  }

  private static Socket connect(InetSocketAddress to) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
    socket.connect(to);
    return socket;
  }

  /** The sum over all reasons. */
  private static double refused(HttpClient client, Stage stage) throws Exception {
    var metrics =
        client.send(
            HttpRequest.newBuilder(stage.page("/metrics")).build(),
            HttpResponse.BodyHandlers.ofString());
    return metrics
        .body()
        .lines()
        .filter(line -> line.startsWith(METRIC + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
