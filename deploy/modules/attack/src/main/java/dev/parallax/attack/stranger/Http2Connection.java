package dev.parallax.attack.stranger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parallax.wire.Contract;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * An HTTP/2 connection (RFC 9113) over TLS without a client certificate, for frames that no library
 * writes. Received frames are counted.
 */
final class Http2Connection implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;

  private static final int END_HEADERS = 4;
  private static final int ACK = 1;
  private static final int CANCEL = 8;
  private static final int CONNECT_MILLIS = 3_000;

  private final Socket socket;
  private final DataOutputStream out;
  private final AtomicInteger resets = new AtomicInteger();
  private final AtomicInteger headers = new AtomicInteger();
  private final AtomicInteger dataFrames = new AtomicInteger();
  private volatile boolean goaway;
  private volatile boolean closed;

  private Http2Connection(Socket socket) throws IOException {
    this.socket = socket;
    this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
  }

  /**
   * Connects and sends the preface.
   *
   * @throws IOException when the server does not accept the connection
   */
  static Http2Connection open(InetSocketAddress server) throws IOException {
    return open(server, Strangers.SOURCE);
  }

  /**
   * Connects from this address and sends the preface.
   *
   * @throws IOException when the server does not accept the connection
   */
  static Http2Connection open(InetSocketAddress server, InetSocketAddress source)
      throws IOException {
    var plain = new Socket();
    try {
      plain.bind(source);
      plain.connect(server, CONNECT_MILLIS);
      plain.setSoTimeout(CONNECT_MILLIS);
      var tls =
          (SSLSocket)
              TrustAnyone.CONTEXT
                  .getSocketFactory()
                  .createSocket(plain, Contract.COORDINATOR_NAME, server.getPort(), true);
      var parameters = tls.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      tls.setSoTimeout(0);
      var connection = new Http2Connection(tls);
      connection.preface();
      Thread.ofVirtual().start(connection::read);
      return connection;
    } catch (IOException refused) {
      plain.close();
      throw refused;
    }
  }

  private void preface() throws IOException {
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    frame(SETTINGS, 0, 0, new byte[0]);
    out.flush();
  }

  /** The header of a gRPC call; nothing is sent until {@link #flush}. */
  void call(int stream, String method) throws IOException {
    var block = new ByteArrayOutputStream();
    field(block, ":method", "POST");
    field(block, ":scheme", "https");
    field(block, ":path", method);
    field(block, ":authority", Contract.COORDINATOR_NAME);
    field(block, "te", "trailers");
    field(block, "content-type", "application/grpc");
    frame(HEADERS, END_HEADERS, stream, block.toByteArray());
  }

  void data(int stream, byte[] bytes) throws IOException {
    frame(DATA, 0, stream, bytes);
  }

  /** The last of a call's data. */
  void endingData(int stream, byte[] bytes) throws IOException {
    frame(DATA, 1, stream, bytes);
  }

  void reset(int stream) throws IOException {
    frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, CANCEL});
  }

  void flush() throws IOException {
    synchronized (out) {
      out.flush();
    }
  }

  /** How many streams the server has reset. */
  int resets() {
    return resets.get();
  }

  /** How many header frames the server has sent. */
  int headers() {
    return headers.get();
  }

  /** How many data frames the server has sent. */
  int data() {
    return dataFrames.get();
  }

  boolean goaway() {
    return goaway;
  }

  /** Whether the server has closed the connection. */
  boolean closed() {
    return closed;
  }

  /** Literal without indexing, neither name nor value Huffman coded (RFC 7541, section 6.2.2). */
  private static void field(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    block.write(name.length());
    block.writeBytes(name.getBytes(US_ASCII));
    block.write(value.length());
    block.writeBytes(value.getBytes(US_ASCII));
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    synchronized (out) {
      out.writeByte(payload.length >> 16);
      out.writeShort(payload.length);
      out.writeByte(type);
      out.writeByte(flags);
      out.writeInt(stream);
      out.write(payload);
    }
  }

  private void read() {
    try (var in = new DataInputStream(socket.getInputStream())) {
      while (true) {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        in.readInt();
        in.skipNBytes(length);
        count(type, flags);
      }
    } catch (IOException ended) {
      closed = true;
    }
  }

  private void count(int type, int flags) throws IOException {
    switch (type) {
      case RST_STREAM -> resets.incrementAndGet();
      case HEADERS -> headers.incrementAndGet();
      case DATA -> dataFrames.incrementAndGet();
      case GOAWAY -> goaway = true;
      case SETTINGS -> {
        if ((flags & ACK) == 0) {
          frame(SETTINGS, ACK, 0, new byte[0]);
          flush();
        }
      }
      default -> {
        // Windows of the server are not looked at.
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException closedAlready) {
      // It was to be closed.
    }
  }

  /** A client that accepts any certificate, because it has no secret to lose. */
  static final class TrustAnyone {
    static final SSLContext CONTEXT = context();

    private TrustAnyone() {}

    private static SSLContext context() {
      try {
        var context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new AnyServer()}, null);
        return context;
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
