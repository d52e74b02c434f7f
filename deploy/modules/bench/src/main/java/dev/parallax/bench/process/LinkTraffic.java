package dev.parallax.bench.process;

import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The traffic of TCP connections to one address, as ss(8) counts it. */
public final class LinkTraffic {
  /** IPv4 and TCP headers with the timestamp option (RFC 7323), in bytes. */
  private static final int HEADERS = 52;

  private static final Pattern COUNT =
      Pattern.compile("\\b(?<what>bytes_sent|bytes_received|segs_out|segs_in):(?<count>[0-9]+)");

  private LinkTraffic() {}

  /**
   * Bytes in both directions since the connections were opened, with headers.
   *
   * @param address {@code HOST:PORT} of the remote end
   */
  public static long to(String address) throws StageFailure, InterruptedException {
    try {
      var process = new ProcessBuilder("ss", "-tinH", "dst", address).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new StageFailure("ss(8) ended with " + process.exitValue());
      }
      return bytes(output);
    } catch (IOException absent) {
      throw new StageFailure("ss(8) of iproute2 is expected: " + absent.getMessage());
    }
  }

  /** The sum of the counters in the output of {@code ss -ti}. */
  static long bytes(String output) {
    return COUNT
        .matcher(output)
        .results()
        .mapToLong(
            match ->
                Long.parseLong(match.group("count"))
                    * (match.group("what").startsWith("segs") ? HEADERS : 1))
        .sum();
  }
}
