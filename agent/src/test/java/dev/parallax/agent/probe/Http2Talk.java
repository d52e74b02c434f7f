package dev.parallax.agent.probe;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** The server's side of one connection of HTTP/2 (RFC 9113), frame by frame. */
final class Http2Talk {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int GOAWAY = 7;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  /** The field {@code :status} by its index in the static table (RFC 7541, appendix A). */
  static final String OK = "88";

  static final String NOT_FOUND = "8d";
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private final DataInputStream in;
  private final OutputStream out;
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();
  int stream;

  private Http2Talk(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = out;
  }

  /** Sends SETTINGS; a client that does not speak HTTP/2 gets GOAWAY and the end of the stream. */
  static Optional<Http2Talk> begin(Socket socket) throws IOException {
    var talk = new Http2Talk(socket.getInputStream(), socket.getOutputStream());
    var first = new String(talk.in.readNBytes(PREFACE.length()), StandardCharsets.ISO_8859_1);
    talk.frame(SETTINGS, 0, 0, "");
    if (first.equals(PREFACE)) {
      return Optional.of(talk);
    }
    talk.frame(GOAWAY, 0, 0, "0000000000000001");
    socket.close();
    return Optional.empty();
  }

  /** The fields of the next request. */
  Http2Headers request() throws Exception {
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      stream = in.readInt();
      var body = in.readNBytes(length);
      if (type == HEADERS) {
        return decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(body));
      }
      if (type == SETTINGS && flags == 0) {
        frame(SETTINGS, 1, 0, "");
      }
    }
  }

  /** The head of the answer to the last request. */
  Http2Talk head(String fields, boolean end) throws IOException {
    return frame(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, fields);
  }

  /** The end of the answer to the last request. */
  Http2Talk body(String text) throws IOException {
    return frame(DATA, END_STREAM, stream, hex(text));
  }

  Http2Talk frame(int type, int flags, int stream, String body) throws IOException {
    var bytes = HexFormat.of().parseHex(body);
    var frame = new ByteArrayOutputStream();
    var length = bytes.length;
    frame.writeBytes(
        new byte[] {
          (byte) (length >> 16),
          (byte) (length >> 8),
          (byte) length,
          (byte) type,
          (byte) flags,
          (byte) (stream >> 24),
          (byte) (stream >> 16),
          (byte) (stream >> 8),
          (byte) stream
        });
    frame.writeBytes(bytes);
    out.write(frame.toByteArray());
    out.flush();
    return this;
  }

  static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A field that is not added to a table (RFC 7541, section 6.2.2), of at most 126 characters. */
  static String field(String name, String value) {
    return "00" + string(name) + string(value);
  }

  private static String string(String text) {
    return "%02x".formatted(text.length()) + hex(text);
  }
}
