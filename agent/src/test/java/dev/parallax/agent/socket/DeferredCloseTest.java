package dev.parallax.agent.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.agent.path.Leave;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A socket closed during a read takes no bytes from the socket that gets its descriptor. */
@SuppressWarnings("FutureReturnValueIgnored") // The time-outs detect a failure.
class DeferredCloseTest {
  private static final int SOCKETS = 64;
  private static final int BYTES = 600;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final List<Socket> opened = new ArrayList<>();
  private final CompletableFuture<Void> readEnded = new CompletableFuture<>();

  @Test
  @Timeout(20)
  void closeDuringRead_leavesTheBytesOfTheNextSocket() throws Exception {
    try (var peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var server = new ServerSocket(0, SOCKETS, InetAddress.getLoopbackAddress())) {
      var channel = dial(new InetSocketAddress(peer.getLocalAddress(), peer.getLocalPort()));
      channel.closeFuture().addListener(closed -> openMany(server));
      peer.send(new DatagramPacket(new byte[1], 1, channel.localAddress()));
      channel.closeFuture().get(5, TimeUnit.SECONDS);
      readEnded.get(5, TimeUnit.SECONDS);
      for (var socket : opened) {
        assertEquals(BYTES, socket.getInputStream().available(), socket::toString);
      }
    } finally {
      for (var socket : opened) {
        socket.close();
      }
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  private EpollDatagramChannel dial(InetSocketAddress remote) throws Exception {
    var bootstrap =
        new Bootstrap().group(group).channel(EpollDatagramChannel.class).handler(new CloseOnRead());
    var connecting =
        group.next().submit(() -> Dialer.connect(bootstrap, Leave.to(remote), refusal -> {})).get();
    return (EpollDatagramChannel) connecting.sync().channel();
  }

  /** On the event loop: the lowest free descriptor is taken first. */
  private void openMany(ServerSocket server) {
    try {
      for (int i = 0; i < SOCKETS; i++) {
        var socket = new Socket(server.getInetAddress(), server.getLocalPort());
        opened.add(socket);
        try (var accepted = server.accept()) {
          accepted.getOutputStream().write(new byte[BYTES]);
        }
      }
      group.execute(() -> readEnded.complete(null));
    } catch (IOException e) {
      readEnded.completeExceptionally(new UncheckedIOException(e));
    }
  }

  private static final class CloseOnRead extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
      var _ = context.channel().close();
    }
  }
}
