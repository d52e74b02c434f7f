package dev.parallax.peer;

import dev.parallax.peer.Interference.Pass;
import dev.parallax.peer.Interference.Reset;
import io.netty.channel.Channel;
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
 * A device between client and origin: parses the ClientHello, queries the {@link Interference}, and
 * then forwards the bytes or resets the connection.
 */
public final class Relay extends AbstractSniHandler<Runnable> {
  private static final long HELLO_TIMEOUT_MILLIS = 30_000;

  private final InetSocketAddress origin;
  private final Interference interference;

  private Relay(InetSocketAddress origin, Interference interference) {
    super(HELLO_TIMEOUT_MILLIS);
    this.origin = origin;
    this.interference = interference;
  }

  /**
   * Starts a relay.
   *
   * @return its address
   * @throws IOException if the address is in use
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
      case Reset(var after) -> resetLater(context, after);
    }
  }

  /** Decides once the ClientHello is known. */
  @Override
  protected Future<Runnable> lookup(ChannelHandlerContext context, @Nullable String name) {
    var asked = Optional.ofNullable(name).map(it -> it.toLowerCase(Locale.ROOT));
    return switch (interference.onHello(source(context), asked)) {
      case Pass() -> connect(context);
      case Reset(var after) ->
          context.executor().newSucceededFuture(() -> resetLater(context, after));
    };
  }

  private Future<Runnable> connect(ChannelHandlerContext context) {
    Promise<Runnable> connected = context.executor().newPromise();
    var attempt =
        PeerLoop.connect(context.channel().eventLoop(), origin, new Splice(context.channel()));
    attempt.addListener(
        done -> {
          if (done.isSuccess()) {
            connected.setSuccess(() -> splice(context, attempt.channel()));
          } else {
            connected.setFailure(done.cause());
          }
        });
    return connected;
  }

  @Override
  protected void onLookupComplete(
      ChannelHandlerContext context, @Nullable String name, Future<Runnable> lookup) {
    if (lookup.isSuccess()) {
      lookup.getNow().run();
    } else {
      reset(context.channel());
    }
  }

  private void splice(ChannelHandlerContext context, Channel upstream) {
    if (!context.channel().isActive()) {
      var _ = upstream.close();
      return;
    }
    // Its removal from the pipeline passes the bytes read so far, the ClientHello, to the splice.
    context.pipeline().addLast(new Splice(upstream)).remove(this);
  }

  private void resetLater(ChannelHandlerContext context, Duration after) {
    var channel = context.channel();
    context.pipeline().addLast(new Discard()).remove(this);
    if (after.isZero()) {
      reset(channel);
    } else {
      var _ =
          channel
              .eventLoop()
              .schedule(() -> reset(channel), after.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable notTlsOrGone) {
    var _ = context.close();
  }

  /** Closes the connection with a reset. */
  static void reset(Channel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    var _ = channel.close();
  }

  private static InetAddress source(ChannelHandlerContext context) {
    return ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
  }
}
