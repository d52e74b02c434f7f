package dev.parallax.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** The coordinator's HTTP port, requested over a new connection each time, as by a monitor. */
public record WebPort(InetSocketAddress at) {
  private static final int STATUS_LINE = "HTTP/1.1 200".length();

  /**
   * One answer.
   *
   * @param status of the status line
   * @param tookNanos from the connect to the last byte
   */
  public record TimedResponse(int status, String body, long tookNanos) {}

  /**
   * Requests a page.
   *
   * @param patience for the connection and for each read
   * @throws IOException without an answer in time
   */
  public TimedResponse get(String path, Optional<String> bearer, Duration patience)
      throws IOException {
    long start = System.nanoTime();
    int millis = Math.toIntExact(patience.toMillis());
    try (var socket = new Socket()) {
      socket.connect(at, millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(request(path, bearer).getBytes(ISO_8859_1));
      var text = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      if (text.length() < STATUS_LINE || !text.startsWith("HTTP/1.1 ")) {
        throw new IOException("no status line from " + at);
      }
      return new TimedResponse(
          Integer.parseInt(text.substring(STATUS_LINE - 3, STATUS_LINE)),
          text.substring(text.indexOf("\r\n\r\n") + 4),
          System.nanoTime() - start);
    }
  }

  private String request(String path, Optional<String> bearer) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + at.getPort()
        + "\r\nConnection: close\r\n"
        + bearer.map(token -> "Authorization: Bearer " + token + "\r\n").orElse("")
        + "\r\n";
  }
}
