package dev.parallax.agent.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.path.kernel.Errno;
import dev.parallax.agent.path.kernel.ErrorQueue;
import dev.parallax.agent.path.kernel.PathError;
import dev.parallax.agent.path.kernel.SocketHopLimit;
import dev.parallax.agent.path.kernel.TcpInfo;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Netty connections with expiring packets. Router 2 resets connections with {@code
 * blocked.example}; the server is hop 6.
 */
class TtlWalkTest {
  private static final String BLOCKED = "hello blocked.example";
  private static final String ALLOWED = "hello allowed.example";
  private static final int SERVER_HOP = 6;

  @RegisterExtension static final RouterChain chain = RouterChain.of(5);

  private ServerSocket server;

  /** How a connection ended for the client; errno 0 when the server answered. */
  private record Ending(int errno, TcpInfo info, List<PathError> errors) {}

  @BeforeEach
  void serveAndFilter() throws Exception {
    chain.iptables(
        2,
        ("-A FORWARD -p tcp -m string --algo bm --string blocked.example"
                + " -j REJECT --reject-with tcp-reset")
            .split(" ", -1));
    server = chain.server().call(() -> new ServerSocket(0));
    chain.server().threads().newThread(this::serve).start();
  }

  @AfterEach
  void stop() throws Exception {
    chain.iptables(2, "-F", "FORWARD");
    server.close();
  }

  /**
   * Its FORWARD chain receives only packets that router 2 forwards, so hop 3 is the first to be
   * reset.
   */
  @Test
  void helloWithABlockedName_isResetBeyondTheFilter() throws Exception {
    for (int hop = 1; hop <= 2; hop++) {
      assertDied(hello(BLOCKED, hop));
    }
    for (int hop = 3; hop <= SERVER_HOP + 1; hop++) {
      assertReset(hello(BLOCKED, hop));
    }
  }

  @Test
  void helloWithAnotherName_isAnsweredFromTheServersHopOn() throws Exception {
    for (int hop = 1; hop < SERVER_HOP; hop++) {
      assertDied(hello(ALLOWED, hop));
    }
    for (int hop = SERVER_HOP; hop <= SERVER_HOP + 1; hop++) {
      var ending = hello(ALLOWED, hop);
      assertEquals(0, ending.errno());
      assertEquals(1 + ALLOWED.length(), ending.info().bytesAcked());
    }
  }

  @Test
  void synThatDies_namesTheRouter() throws Exception {
    for (int hop = 1; hop < SERVER_HOP; hop++) {
      var ending = connect(new ShortSyn(hop));
      assertEquals(Errno.EHOSTUNREACH, ending.errno());
      assertFalse(ending.info().established());
      var error = ending.errors().getFirst();
      assertTrue(error.isTimeExceeded());
      assertEquals(chain.routerAddress(hop), error.offender().orElseThrow());
    }
    assertEquals(0, connect(new ShortSyn(SERVER_HOP)).errno());
  }

  /** The kernel reports the error on an established connection but not the router. */
  private static void assertDied(Ending ending) {
    assertEquals(Errno.EHOSTUNREACH, ending.errno());
    assertEquals(List.of(), ending.errors());
    assertEquals(1, ending.info().bytesAcked());
    assertEquals(1, ending.info().unacked());
    assertTrue(ending.info().retransmits() >= 1);
  }

  private static void assertReset(Ending ending) {
    assertEquals(Errno.ECONNRESET, ending.errno());
    assertEquals(1, ending.info().bytesAcked());
    assertFalse(ending.info().established());
  }

  private Ending hello(String text, int hop) throws Exception {
    return connect(
        new Walker() {
          @Override
          public void channelActive(ChannelHandlerContext context) throws IOException {
            ErrorQueue.enable(fd(context));
            assertEquals(64, SocketHopLimit.set(fd(context), hop).v4());
            say(context, text);
          }
        });
  }

  private Ending connect(Walker walker) throws Exception {
    var group =
        new MultiThreadIoEventLoopGroup(1, chain.client().threads(), EpollIoHandler.newFactory());
    try {
      var to = new InetSocketAddress(chain.serverAddress(), server.getLocalPort());
      var bootstrap =
          new Bootstrap()
              .group(group)
              .channel(EpollSocketChannel.class)
              .option(ChannelOption.SO_LINGER, 0)
              .handler(walker);
      var _ = chain.client().call(() -> bootstrap.connect(to));
      return walker.ended.get(10, TimeUnit.SECONDS);
    } finally {
      group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  private static class Walker extends ChannelDuplexHandler {
    final CompletableFuture<Ending> ended = new CompletableFuture<>();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
      assertEquals("ServerHello", ((ByteBuf) message).toString(StandardCharsets.US_ASCII));
      ReferenceCountUtil.release(message);
      end(context, 0);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws IOException {
      end(context, cause instanceof NativeIoException io ? Math.abs(io.expectedErr()) : -1);
    }

    static void say(ChannelHandlerContext context, String text) {
      var _ = context.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    static int fd(ChannelHandlerContext context) {
      return ((EpollSocketChannel) context.channel()).fd().intValue();
    }

    void end(ChannelHandlerContext context, int errno) throws IOException {
      var info = TcpInfo.of(fd(context)).orElseThrow();
      var _ = ended.complete(new Ending(errno, info, ErrorQueue.drain(fd(context))));
      var _ = context.close();
    }
  }

  /** Listens before the bootstrap does, which closes a channel that failed to connect. */
  private static final class ShortSyn extends Walker {
    private final int hop;

    ShortSyn(int hop) {
      this.hop = hop;
    }

    @Override
    public void connect(
        ChannelHandlerContext context,
        SocketAddress remote,
        SocketAddress local,
        ChannelPromise promise)
        throws IOException {
      ErrorQueue.enable(fd(context));
      var _ = SocketHopLimit.set(fd(context), hop);
      var _ =
          promise.addListener(
              done -> {
                if (done.cause() instanceof NoRouteToHostException) {
                  end(context, Errno.EHOSTUNREACH);
                }
              });
      var _ = context.connect(remote, local, promise);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      say(context, ALLOWED);
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        var _ = Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void answer(Socket socket) {
    try (socket) {
      if (socket.getInputStream().read() >= 0) {
        socket.getOutputStream().write("ServerHello".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException over) {
      // The client has seen enough.
    }
  }
}
