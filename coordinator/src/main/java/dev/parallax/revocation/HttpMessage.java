package dev.parallax.revocation;

import dev.parallax.model.value.Bytes;
import dev.parallax.revocation.PlainHttpClient.PlainRequest.Posted;
import dev.parallax.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A response of HTTP/1.x to a request of HTTP/1.0, which excludes chunked bodies (RFC 9112, section
 * 6.1).
 *
 * @param fields with names in lower case
 */
record HttpMessage(int status, Map<String, String> fields, Bytes body) {
  private static final int OK = 200;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int HEAD = 16 * 1_024;
  private static final int BUFFER = 16 * 1_024;
  private static final String LOCATION = "location";
  private static final String LENGTH = "content-length";

  HttpMessage {
    fields = Map.copyOf(fields);
  }

  /** The encoding of a request. */
  static byte[] request(HttpAddress at, Optional<Posted> body) {
    var head =
        (body.isPresent() ? "POST " : "GET ")
            + at.resource()
            + " HTTP/1.0\r\nHost: "
            + at.authority()
            + "\r\nUser-Agent: parallax\r\nAccept: */*\r\n"
            + body.map(
                    posted ->
                        "Content-Type: "
                            + posted.type()
                            + "\r\nContent-Length: "
                            + posted.content().size()
                            + "\r\n")
                .orElse("")
            + "\r\n";
    var sent = new ByteArrayOutputStream();
    sent.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    body.ifPresent(posted -> sent.writeBytes(posted.content().toArray()));
    return sent.toByteArray();
  }

  /**
   * Reads a response.
   *
   * @param most maximum bytes of the body
   * @throws IOException when it is malformed, longer, or not complete in time
   */
  static HttpMessage read(Socket socket, int most, Deadline deadline) throws IOException {
    var received = new ByteArrayOutputStream();
    int end = readHead(socket, received, deadline);
    var lines =
        new String(received.toByteArray(), 0, end, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
    var fields = fields(lines);
    if (fields.containsKey("transfer-encoding")) {
      throw new IOException("expected a body without transfer coding");
    }
    long length = length(fields.get(LENGTH));
    if (length > most) {
      throw new IOException("expected at most " + most + " bytes, announced: " + length);
    }
    readBody(socket, received, end, length < 0 ? most + 1L : length, deadline);
    if (received.size() - end > most) {
      throw new IOException("expected at most " + most + " bytes, got more");
    }
    if (received.size() - end < length) {
      throw new IOException(
          "expected " + length + " bytes, got " + (received.size() - end) + " and the end");
    }
    var whole = received.toByteArray();
    return new HttpMessage(
        status(lines[0]), fields, Bytes.copyOf(Arrays.copyOfRange(whole, end, whole.length)));
  }

  /**
   * The number of bytes of the head, which are followed by those of the body that arrived with it.
   */
  private static int readHead(Socket socket, ByteArrayOutputStream received, Deadline deadline)
      throws IOException {
    for (int end = -1; ; ) {
      if (!readSome(socket, received, BUFFER, deadline)) {
        throw new IOException("expected a response, got " + received.size() + " bytes and the end");
      }
      end = headEnd(received.toByteArray());
      if (end >= 0) {
        return end;
      }
      if (received.size() > HEAD) {
        throw new IOException("expected at most " + HEAD + " bytes of header fields");
      }
    }
  }

  private static void readBody(
      Socket socket, ByteArrayOutputStream received, int from, long until, Deadline deadline)
      throws IOException {
    boolean more = true;
    while (more && received.size() - from < until) {
      more = readSome(socket, received, (int) Math.min(BUFFER, until), deadline);
    }
  }

  private static boolean readSome(
      Socket socket, ByteArrayOutputStream received, int most, Deadline deadline)
      throws IOException {
    socket.setSoTimeout(deadline.leftMillis());
    var buffer = new byte[most];
    int read = readOnce(socket.getInputStream(), buffer);
    received.write(buffer, 0, Math.max(0, read));
    return read >= 0;
  }

  private static int readOnce(InputStream stream, byte[] buffer) throws IOException {
    try {
      return stream.read(buffer);
    } catch (SocketTimeoutException silent) {
      var late = new SocketTimeoutException("no complete response in time");
      late.initCause(silent);
      throw late;
    }
  }

  private static int headEnd(byte[] received) {
    for (int at = 1; at < received.length; at++) {
      if (received[at] == '\n'
          && (received[at - 1] == '\n'
              || (at >= 3 && received[at - 1] == '\r' && received[at - 2] == '\n'))) {
        return at + 1;
      }
    }
    return -1;
  }

  private static Map<String, String> fields(String[] lines) {
    var fields = new TreeMap<String, String>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        fields.putIfAbsent(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return fields;
  }

  private static long length(@Nullable String field) throws IOException {
    if (field == null) {
      return -1;
    }
    if (!field.matches("[0-9]{1,15}")) {
      throw new IOException("expected a length in digits, got: " + Printable.escaped(field, 50));
    }
    return Long.parseLong(field);
  }

  private static int status(String line) throws IOException {
    if (!line.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
      throw new IOException("expected HTTP/1.x, got: " + Printable.escaped(line, 50));
    }
    return Integer.parseInt(line.substring("HTTP/1.x ".length(), "HTTP/1.x ".length() + 3));
  }

  boolean isRedirect() {
    return REDIRECTS.contains(status) && fields.containsKey(LOCATION);
  }

  /** The target of a redirect; empty without a redirect. */
  String location() {
    return fields.getOrDefault(LOCATION, "");
  }

  HttpReply reply() {
    return status == OK
        ? new HttpReply.Body(body)
        : new HttpReply.Failed("expected status 200, got: " + status);
  }
}
