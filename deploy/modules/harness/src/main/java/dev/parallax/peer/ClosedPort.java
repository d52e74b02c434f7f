package dev.parallax.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port without a listener that no other process can use: bound, so that it keeps refusing. */
public final class ClosedPort implements AutoCloseable {
  private final Socket socket = new Socket();

  /**
   * Binds the port.
   *
   * @throws IOException if it is in use
   */
  public ClosedPort(InetSocketAddress at) throws IOException {
    try {
      socket.bind(at);
    } catch (IOException taken) {
      socket.close();
      throw taken;
    }
  }

  /** The bound address. */
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException unclosable) {
      throw new UncheckedIOException(unclosable);
    }
  }
}
