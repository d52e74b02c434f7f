package dev.parallax.listener;

import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.List;

/** The listening socket; a connection over a limit is closed before TLS begins. */
final class ListenerSocket extends NioServerSocketChannel {
  private final Connections connections;

  ListenerSocket(Connections connections) {
    this.connections = connections;
  }

  @Override
  protected int doReadMessages(List<Object> accepted) throws Exception {
    int before = accepted.size();
    int read = super.doReadMessages(accepted);
    if (accepted.size() > before) {
      var channel = (SocketChannel) accepted.getLast();
      if (!connections.accept(channel)) {
        accepted.removeLast();
        channel.unsafe().closeForcibly();
      }
    }
    return read;
  }
}
