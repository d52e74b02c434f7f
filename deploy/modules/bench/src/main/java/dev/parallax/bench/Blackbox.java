package dev.parallax.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.bench.probing.Origin;
import dev.parallax.bench.process.ProcessUsage;
import dev.parallax.stage.Processes;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Debian's {@code prometheus-blackbox-exporter}, queried over kept-alive connections. */
final class Blackbox implements AutoCloseable {
  static final String PROGRAM = "prometheus-blackbox-exporter";
  private static final int PATIENCE_SECONDS = 10;

  private final Process process;
  private final int port;

  private Blackbox(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Blackbox start(Processes processes, Path folder, Origin origin)
      throws StageFailure, IOException, InterruptedException {
    var file = folder.resolve("blackbox.yml");
    Files.writeString(file, configuration(origin.authority()));
    int port = freePort();
    var process =
        processes.start(
            new ProcessBuilder(
                    PROGRAM,
                    "--config.file=" + file,
                    "--web.listen-address=127.0.0.1:" + port,
                    "--log.level=error")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("blackbox.log").toFile()));
    var blackbox = new Blackbox(process, port);
    blackbox.awaitReady();
    return blackbox;
  }

  private static String configuration(Path authority) {
    return """
    modules:
      https:
        prober: http
        timeout: 5s
        http:
          preferred_ip_protocol: ip4
          tls_config: {ca_file: %1$s}
      tls:
        prober: tcp
        timeout: 5s
        tcp:
          preferred_ip_protocol: ip4
          tls: true
          tls_config: {ca_file: %1$s, server_name: %2$s}
    """
        .formatted(authority, Origin.NAME);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, Origin.ADDRESS)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws StageFailure, InterruptedException {
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (!answers("/-/healthy", "")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new StageFailure(PROGRAM + " does not listen at port " + port);
      }
      Thread.sleep(20);
    }
  }

  /** Probes the origin this number of times; returns the number of failed probes. */
  int run(String module, Origin origin, int probes, int atOnce) throws InterruptedException {
    var target = module.equals("https") ? "https://" : "";
    var path =
        "/probe?module=%s&target=%s127.0.0.1:%d".formatted(module, target, origin.port())
            + (module.equals("https") ? "&hostname=" + Origin.NAME : "");
    var failed = new AtomicInteger();
    var free = new Semaphore(atOnce);
    var open = new CountDownLatch(probes);
    for (int i = 0; i < probes; i++) {
      free.acquire();
      Thread.ofVirtual()
          .start(
              () -> {
                failed.addAndGet(answers(path, "\nprobe_success 1\n") ? 0 : 1);
                free.release();
                open.countDown();
              });
    }
    open.await();
    return failed.get();
  }

  private boolean answers(String path, String holding) {
    try {
      var connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
      try (var body = connection.getInputStream()) {
        return new String(body.readAllBytes(), UTF_8).contains(holding);
      }
    } catch (IOException refused) {
      return false;
    }
  }

  ProcessUsage vitals() throws StageFailure {
    return ProcessUsage.of(process);
  }

  @Override
  public void close() {
    Processes.stop(process);
  }
}
