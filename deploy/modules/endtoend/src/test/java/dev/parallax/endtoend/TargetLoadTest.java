package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The load of a sweep of real agents on a server that counts. It takes as long as the sweep: 6
 * trials at each of two agents under a ceiling of 2 handshakes a second, 7.5 s or more.
 */
@Isolated
final class TargetLoadTest {
  private static final int CEILING = 2;

  /** A window, in seconds: shorter windows would count the stalls of a busy machine. */
  private static final int WINDOW = 5;

  private static final int AGENTS = 2;
  private static final int TRIALS = 6;

  @TempDir Path folder;
  private final Queue<Long> accepted = new ConcurrentLinkedQueue<>();

  @Test
  void theCeilingIsKeptAtTheServer() throws Exception {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var site = Site.start(folder, "--reference", "http://localhost:9")) {
      Thread.ofVirtual().start(() -> count(server));
      for (int i = 0; i < AGENTS; i++) {
        site.agent("v" + i);
      }
      var ended =
          site.here(
              "sweep",
              "http://127.0.0.1:" + server.getLocalPort(),
              "--trials",
              Integer.toString(TRIALS),
              "--rounds",
              "1",
              "--handshakes-per-second",
              Integer.toString(CEILING));
      assertEquals(AGENTS * TRIALS, accepted.size(), ended::toString);
      var most = mostInAWindow();
      assertTrue(most <= WINDOW * CEILING, most + " in " + WINDOW + " s");
      assertTrue(
          ended.err().contains("at most 2 handshakes a second at one host"), ended::toString);
    }
  }

  private long mostInAWindow() {
    return accepted.stream()
        .mapToLong(
            start ->
                accepted.stream()
                    .filter(at -> at >= start && at - start < TimeUnit.SECONDS.toNanos(WINDOW))
                    .count())
        .max()
        .orElse(0);
  }

  private void count(ServerSocket server) {
    while (true) {
      try (var socket = server.accept()) {
        accepted.add(System.nanoTime());
        socket.getInputStream().read(new byte[4_096]);
        socket
            .getOutputStream()
            .write(
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } catch (SocketException closed) {
        return;
      } catch (IOException reset) {
        // The next connection is counted all the same.
      }
    }
  }
}
