package dev.parallax.bench.probing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** A peer on a loopback port of its own with one hostile behaviour towards its clients. */
public final class HostilePeer implements AutoCloseable {
  private static final int RECORD = 16 * 1024;

  private final ServerSocket listening;
  private final Behaviour behaviour;
  private final AtomicLong pushed = new AtomicLong();

  /** Its behaviour on a connection until the end. */
  public enum Behaviour {
    /** Accepts and sends nothing. */
    HUNG,
    /** Announces a record of 16 KiB and sends a byte of it every 50 ms. */
    DRIPPING,
    /** Sends handshake records of 16 KiB as fast as the peer reads. */
    FLOODING,
    /** Sends bytes that are not TLS as fast as the peer reads. */
    GARBAGE
  }

  private HostilePeer(ServerSocket listening, Behaviour behaviour) {
    this.listening = listening;
    this.behaviour = behaviour;
  }

  public static HostilePeer start(Behaviour behaviour) throws IOException {
    var peer = new HostilePeer(new ServerSocket(0, 1024, Origin.ADDRESS), behaviour);
    Thread.ofVirtual().name("hostile " + behaviour).start(peer::accept);
    return peer;
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Bytes accepted by the kernel, including unread bytes in buffers. */
  long pushed() {
    return pushed.get();
  }

  private void accept() {
    try {
      while (true) {
        var accepted = listening.accept();
        Thread.ofVirtual().start(() -> serve(accepted));
      }
    } catch (IOException closed) {
      // The end of it.
    }
  }

  private void serve(Socket accepted) {
    try (accepted) {
      switch (behaviour) {
        case HUNG -> accepted.getInputStream().transferTo(OutputStream.nullOutputStream());
        case DRIPPING -> drip(accepted);
        case FLOODING -> push(accepted, record());
        case GARBAGE -> push(accepted, garbage());
      }
    } catch (IOException left) {
      // The prober has closed the connection, as expected.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void drip(Socket socket) throws IOException, InterruptedException {
    send(socket, Arrays.copyOf(record(), 5));
    while (true) {
      Thread.sleep(50);
      send(socket, new byte[] {2});
    }
  }

  private void push(Socket socket, byte[] bytes) throws IOException {
    while (true) {
      send(socket, bytes);
    }
  }

  private void send(Socket socket, byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    pushed.addAndGet(bytes.length);
  }

  /** A handshake record (RFC 8446, section 5.1) with a part of a message of 16 MiB. */
  private static byte[] record() {
    var record = new byte[5 + RECORD];
    record[0] = 22;
    record[1] = 3;
    record[2] = 3;
    record[3] = RECORD >> 8;
    record[5] = 2;
    record[6] = (byte) 0xff;
    record[7] = (byte) 0xff;
    record[8] = (byte) 0xff;
    return record;
  }

  private static byte[] garbage() {
    var garbage = new byte[RECORD];
    Arrays.fill(garbage, (byte) 'A');
    return garbage;
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
