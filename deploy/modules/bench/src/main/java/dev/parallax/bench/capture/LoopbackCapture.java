package dev.parallax.bench.capture;

import dev.parallax.bench.process.ProcessOutput;
import dev.parallax.stage.Processes;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A {@code tcpdump} of one port on loopback, with kernel timestamps in nanoseconds. */
public final class LoopbackCapture implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(10);
  private static final Duration END = Duration.ofSeconds(5);

  /** tcpdump fetches packets in batches, at least one a second. */
  private static final Duration BATCH = Duration.ofMillis(1_200);

  private final Process process;
  private final ProcessOutput console;
  private final Path file;

  private LoopbackCapture(Process process, ProcessOutput console, Path file) {
    this.process = process;
    this.console = console;
    this.file = file;
  }

  public static List<String> command(int port, Path file) {
    return List.of(
        "tcpdump",
        "-i",
        "lo",
        "--time-stamp-precision=nano",
        "-s",
        "128",
        "-B",
        "8192",
        "-Z",
        "root",
        "-w",
        file.toString(),
        "tcp port " + port);
  }

  /** Capturing when it returns. */
  public static LoopbackCapture start(Processes processes, int port, Path file)
      throws StageFailure, InterruptedException {
    var process =
        processes.start(new ProcessBuilder(command(port, file)).redirectErrorStream(true));
    var console = new ProcessOutput("tcpdump", process.getInputStream());
    console.await(line -> line.contains("listening on"), START);
    return new LoopbackCapture(process, console, file);
  }

  /** Ends the capture and returns its packets; the kernel must have dropped none. */
  public List<TcpSegment> finish() throws StageFailure, IOException, InterruptedException {
    Thread.sleep(BATCH);
    // Unlike the process's own method, this one leaves the last output readable.
    process.toHandle().destroy();
    var dropped = console.await(line -> line.contains("dropped by kernel"), END).text();
    process.waitFor();
    if (!dropped.startsWith("0 ")) {
      throw new StageFailure("tcpdump: " + dropped);
    }
    return Pcap.read(Files.readAllBytes(file));
  }

  @Override
  public void close() {
    Processes.stop(process);
  }
}
