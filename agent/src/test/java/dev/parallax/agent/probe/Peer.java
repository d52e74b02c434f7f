package dev.parallax.agent.probe;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A TCP server on 127.0.0.1 that plays one script on each connection it accepts. */
@SuppressWarnings("FutureReturnValueIgnored") // Scripts run until the peer is closed.
final class Peer implements AutoCloseable {
  private static final ScheduledExecutorService LATER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("peer-later").factory());

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();
  final List<byte[]> received = new CopyOnWriteArrayList<>();

  /** The behaviour of a peer on a connection; an exception ends it. */
  interface Script {
    void play(Talk talk) throws IOException;
  }

  private Peer(ServerSocket server) {
    this.server = server;
  }

  static Peer of(Script script) {
    try {
      var peer = new Peer(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
      peer.threads.submit(() -> peer.accept(script));
      return peer;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept(Script script) {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        accepted.add(socket);
        threads.submit(() -> play(script, socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void play(Script script, Socket socket) {
    try {
      script.play(new Talk(this, socket));
    } catch (IOException over) {
      // The prober hangs up whenever it has seen enough.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var socket : accepted) {
      socket.close();
    }
    threads.shutdownNow();
  }

  /** A connection to a prober. */
  record Talk(Peer peer, Socket socket) {
    /** Reads one complete TLS record. */
    Talk readRecord() throws IOException {
      var in = new DataInputStream(socket.getInputStream());
      var header = in.readNBytes(5);
      var body = in.readNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff));
      var record = new byte[header.length + body.length];
      System.arraycopy(header, 0, record, 0, header.length);
      System.arraycopy(body, 0, record, header.length, body.length);
      peer.received.add(record);
      return this;
    }

    Talk readRequest() throws IOException {
      var in = socket.getInputStream();
      var text = new StringBuilder();
      while (text.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          return this;
        }
        text.append((char) next);
      }
      peer.received.add(text.toString().getBytes(StandardCharsets.ISO_8859_1));
      return this;
    }

    /** Reads exactly these bytes; other bytes end the script. */
    Talk expect(String text) throws IOException {
      return expect(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Talk expect(byte[] wanted) throws IOException {
      var got = socket.getInputStream().readNBytes(wanted.length);
      if (!Arrays.equals(wanted, got)) {
        throw new IOException(HexFormat.of().formatHex(got));
      }
      return this;
    }

    /** Reads up to and with this character. */
    String readUntil(char end) throws IOException {
      var text = new StringBuilder();
      while (text.isEmpty() || text.charAt(text.length() - 1) != end) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new IOException("ended after " + text);
        }
        text.append((char) next);
      }
      peer.received.add(text.toString().getBytes(StandardCharsets.ISO_8859_1));
      return text.toString();
    }

    Talk hex(String bytes) throws IOException {
      socket.getOutputStream().write(HexFormat.of().parseHex(bytes.replace(" ", "")));
      return this;
    }

    Talk say(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    }

    /** Sends these bytes repeatedly until the peer closes. */
    void sayEvery(long millis, String text) {
      LATER.schedule(
          () -> {
            closing(() -> say(text));
            if (!socket.isClosed()) {
              sayEvery(millis, text);
            }
          },
          millis,
          TimeUnit.MILLISECONDS);
    }

    /** FIN. */
    void finish() throws IOException {
      socket.shutdownOutput();
    }

    /** RST. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    void resetAfter(long millis) {
      LATER.schedule(() -> closing(this::reset), millis, TimeUnit.MILLISECONDS);
    }

    void finishAfter(long millis) {
      LATER.schedule(() -> closing(this::finish), millis, TimeUnit.MILLISECONDS);
    }

    private void closing(Closing how) {
      try {
        how.run();
      } catch (IOException over) {
        // Already gone.
      }
    }

    private interface Closing {
      void run() throws IOException;
    }
  }

  /**
   * A port of 127.0.0.1 that refuses connections. It is bound and never listens: a process that
   * another test starts at this moment holds a copy of the socket until its exec.
   */
  static int closedPort() {
    try (var socket = new Socket()) {
      socket.setReuseAddress(true);
      socket.bind(loopback(0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }
}
