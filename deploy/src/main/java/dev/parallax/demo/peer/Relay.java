package dev.parallax.demo.peer;

import dev.parallax.demo.peer.Interference.Fate;
import dev.parallax.demo.peer.Interference.Pass;
import dev.parallax.demo.peer.Interference.Reset;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What lies between a client and an origin: reads the ClientHello, asks the {@link Interference},
 * and then hands the bytes on or resets the connection.
 */
public final class Relay extends AbstractSniHandler<Channel> {
  private static final long HELLO_TIMEOUT_MILLIS = 30_000;

  private final InetSocketAddress origin;
  private final Interference interference;

  private Relay(InetSocketAddress origin, Interference interference) {
    super(HELLO_TIMEOUT_MILLIS);
    this.origin = origin;
    this.interference = interference;
  }

  /**
   * Starts one.
   *
   * @return where it listens
   * @throws IOException if the address is taken
   */
  public static InetSocketAddress start(
      PeerLoop loop, InetSocketAddress at, InetSocketAddress origin, Interference interference)
      throws IOException {
    return loop.listen(at, channel -> channel.pipeline().addLast(new Relay(origin, interference)));
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    switch (interference.onAccept(source(context))) {
      case Pass() -> super.channelActive(context);
      case Reset(var after) -> {
        context.pipeline().addFirst(new Discard());
        resetLater(context.channel(), after);
      }
    }
  }

  @Override
  protected Future<Channel> lookup(ChannelHandlerContext context, @Nullable String name) {
    var asked = Optional.ofNullable(name).map(it -> it.toLowerCase(Locale.ROOT));
    Fate fate = interference.onHello(source(context), asked);
    return switch (fate) {
      case Pass() -> connect(context.channel());
      case Reset(var after) -> {
        resetLater(context.channel(), after);
        yield context.executor().newPromise();
      }
    };
  }

  private Future<Channel> connect(Channel client) {
    Promise<Channel> connected = client.eventLoop().newPromise();
    ChannelFuture attempt = PeerLoop.connect(client, origin, new Splice(client));
    attempt.addListener(
        done -> {
          if (done.isSuccess()) {
            connected.setSuccess(attempt.channel());
          } else {
            connected.setFailure(done.cause());
          }
        });
    return connected;
  }

  @Override
  protected void onLookupComplete(
      ChannelHandlerContext context, @Nullable String name, Future<Channel> lookup) {
    if (!lookup.isSuccess()) {
      reset(context.channel());
      return;
    }
    if (!context.channel().isActive()) {
      var _ = lookup.getNow().close();
      return;
    }
    // Leaving the pipeline hands the bytes read so far, the ClientHello, to the splice.
    context.pipeline().addLast(new Splice(lookup.getNow()));
    context.pipeline().remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable notTlsOrGone) {
    var _ = context.close();
  }

  private static void resetLater(Channel channel, Duration after) {
    if (after.isZero()) {
      reset(channel);
    } else {
      var _ =
          channel
              .eventLoop()
              .schedule(() -> reset(channel), after.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Closes so that the other side sees a reset. */
  static void reset(Channel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    var _ = channel.close();
  }

  private static InetAddress source(ChannelHandlerContext context) {
    return ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
  }
}
