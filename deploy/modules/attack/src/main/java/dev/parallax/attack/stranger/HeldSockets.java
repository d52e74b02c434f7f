package dev.parallax.attack.stranger;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Connections of a stranger that stay open; a read waits 1 ms at most. */
final class HeldSockets implements AutoCloseable, Iterable<Socket> {
  private final List<Socket> sockets = new ArrayList<>();

  /** A new connection from the strangers' address. */
  Socket open(SocketAddress to, int timeoutMillis) throws IOException {
    var socket = new Socket();
    socket.bind(Strangers.SOURCE);
    socket.connect(to, timeoutMillis);
    socket.setSoTimeout(1);
    sockets.add(socket);
    return socket;
  }

  int count() {
    return sockets.size();
  }

  /** Forgets the connections that the server has closed. */
  void dropClosed() {
    sockets.removeIf(HeldSockets::isClosed);
  }

  private static boolean isClosed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  void drop(Socket socket) {
    sockets.remove(socket);
  }

  /** The connections at the moment of the call. */
  @Override
  public Iterator<Socket> iterator() {
    return List.copyOf(sockets).iterator();
  }

  @Override
  public void close() {
    for (var socket : sockets) {
      try {
        socket.close();
      } catch (IOException closed) {
        // It was to be closed.
      }
    }
  }
}
