package dev.parallax.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A third party: counts the connections and bytes that arrive at one address and port. */
public final class Sink implements AutoCloseable {
  private static final int BACKLOG = 1_024;
  private static final int KEPT = 8_192;
  private static final int PATIENCE_MILLIS = 3_000;

  private final ServerSocket listening;
  private final AtomicLong bytes = new AtomicLong();

  @GuardedBy("this")
  private final List<Long> arrivals = new ArrayList<>();

  @GuardedBy("this")
  private final StringBuilder received = new StringBuilder();

  private Sink(ServerSocket listening) {
    this.listening = listening;
  }

  /** Port 0 selects a free port. */
  public static Sink listen(InetAddress address, int port) throws IOException {
    var listening = new ServerSocket();
    listening.bind(new InetSocketAddress(address, port), BACKLOG);
    var sink = new Sink(listening);
    Thread.ofVirtual().name("sink " + listening.getLocalSocketAddress()).start(sink::accept);
    return sink;
  }

  public int port() {
    return listening.getLocalPort();
  }

  public synchronized int connections() {
    return arrivals.size();
  }

  /** Connections after a monotonic instant. */
  public synchronized long connectionsAfter(long nanos) {
    return arrivals.stream().filter(at -> at > nanos).count();
  }

  public long bytes() {
    return bytes.get();
  }

  /** Whether these characters stand in the first 8 KB that arrived. */
  public synchronized boolean received(String text) {
    return received.indexOf(text) >= 0;
  }

  private void accept() {
    try {
      while (true) {
        var accepted = listening.accept();
        synchronized (this) {
          arrivals.add(System.nanoTime());
        }
        Thread.ofVirtual().start(() -> read(accepted));
      }
    } catch (IOException closed) {
      // The sink is closed.
    }
  }

  private void read(Socket accepted) {
    var buffer = new byte[4_096];
    try (accepted) {
      accepted.setSoTimeout(PATIENCE_MILLIS);
      var in = accepted.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes.addAndGet(read);
        keep(new String(buffer, 0, read, ISO_8859_1));
      }
    } catch (IOException gone) {
      // Arrivals are counted.
    }
  }

  private synchronized void keep(String text) {
    if (received.length() < KEPT) {
      received.append(text);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException closed) {
      // It was to be closed.
    }
  }
}
