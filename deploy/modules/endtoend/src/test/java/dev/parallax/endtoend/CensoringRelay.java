package dev.parallax.endtoend;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A middlebox on the path that forwards all bytes, including the ClientHello, and then resets both
 * sides when the ClientHello came from one source and contained one name.
 */
final class CensoringRelay implements AutoCloseable {
  private static final int RECORD_HEADER = 5;

  private final ServerSocket door;
  private final InetSocketAddress server;
  private final InetAddress source;
  private final String name;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private CensoringRelay(
      ServerSocket door, InetSocketAddress server, InetAddress source, String name) {
    this.door = door;
    this.server = server;
    this.source = source;
    this.name = name;
  }

  static CensoringRelay start(
      InetSocketAddress at, InetSocketAddress server, InetAddress source, String name)
      throws IOException {
    var door = new ServerSocket();
    door.bind(at);
    var relay = new CensoringRelay(door, server, source, name);
    relay.threads.execute(relay::accept);
    return relay;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) door.getLocalSocketAddress();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        threads.execute(() -> relay(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void relay(Socket client) {
    try (client;
        var upstream = new Socket(server.getAddress(), server.getPort())) {
      var hello = firstRecord(client);
      upstream.getOutputStream().write(hello);
      if (isForbidden(client, hello)) {
        // The far end has read the hello once it answers; only then is it reset.
        var _ = upstream.getInputStream().read();
        upstream.setSoLinger(true, 0);
        client.setSoLinger(true, 0);
        return;
      }
      var back = threads.submit(() -> pump(upstream, client));
      pump(client, upstream);
      back.get();
    } catch (Exception gone) {
      // Both sockets are closed by now, which is all there is to do.
    }
  }

  private static byte[] firstRecord(Socket client) throws IOException {
    var in = new DataInputStream(client.getInputStream());
    var header = new byte[RECORD_HEADER];
    in.readFully(header);
    int length = Short.toUnsignedInt(ByteBuffer.wrap(header).getShort(3));
    var record = ByteBuffer.allocate(RECORD_HEADER + length).put(header);
    in.readFully(record.array(), RECORD_HEADER, length);
    return record.array();
  }

  private boolean isForbidden(Socket client, byte[] hello) {
    return client.getInetAddress().equals(source)
        && new String(hello, StandardCharsets.ISO_8859_1).contains(name);
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
