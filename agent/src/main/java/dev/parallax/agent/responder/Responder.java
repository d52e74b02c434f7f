package dev.parallax.agent.responder;

import dev.parallax.agent.policy.PeerRates;
import dev.parallax.agent.probe.tls.SelfSignedKey;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.vantage.VantageId;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A TLS server for other agents, with a certificate that no client trusts. It completes handshakes,
 * sends no data and never aborts, so that a reset which both ends received comes from a third
 * party. Owns one thread.
 */
// The results of closes arrive as events.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Responder implements Witness {
  private static final String NAME = "responder.invalid";

  private final ResponderLimits limits;
  private final Arrivals arrivals;
  private final PeerRates rates;
  private final SslContext context;
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("responder", true), EpollIoHandler.newFactory());
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listening;

  private Responder(VantageId self, InetSocketAddress at, ResponderLimits limits)
      throws IOException {
    this.limits = limits;
    this.arrivals = new Arrivals(self, limits);
    this.rates = new PeerRates(limits.overall(), limits.perPeer(), System::nanoTime);
    this.context = tls();
    this.listening = listen(at);
  }

  /**
   * Starts listening.
   *
   * @param self the identity in sightings
   * @throws IOException when it cannot listen there
   */
  public static Responder start(VantageId self, InetSocketAddress at) throws IOException {
    return start(self, at, ResponderLimits.STANDARD);
  }

  static Responder start(VantageId self, InetSocketAddress at, ResponderLimits limits)
      throws IOException {
    return new Responder(self, at, limits);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  @Override
  public CompletableFuture<List<Sighting>> seen(int round, long since) {
    try {
      return CompletableFuture.supplyAsync(() -> arrivals.since(round, since), group.next());
    } catch (RejectedExecutionException closed) {
      return CompletableFuture.completedFuture(List.of());
    }
  }

  @Override
  public void close() {
    listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    open.forEach(left -> left.eventLoop().execute(() -> left.unsafe().close(left.newPromise())));
    open.newCloseFuture().awaitUninterruptibly(1, TimeUnit.SECONDS);
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    ReferenceCountUtil.release(context);
  }

  private Channel listen(InetSocketAddress at) throws IOException {
    var binding =
        new ServerBootstrap()
            .group(group)
            .channel(EpollServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.AUTO_CLOSE, false)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel accepted) {
                    arrived(accepted);
                  }
                })
            .bind(at)
            .awaitUninterruptibly();
    if (!binding.isSuccess()) {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      ReferenceCountUtil.release(context);
      throw new IOException("cannot listen on " + at, binding.cause());
    }
    return binding.channel();
  }

  private void arrived(Channel accepted) {
    var peer = (InetSocketAddress) accepted.remoteAddress();
    var arrival = new Arrival(peer, ((InetSocketAddress) accepted.localAddress()).getPort());
    arrivals.began(arrival);
    open.add(accepted);
    throttle(accepted.parent());
    accepted
        .closeFuture()
        .addListener(
            closed -> {
              arrivals.ended(arrival);
              throttle(accepted.parent());
            });
    accepted.pipeline().addLast(arrival, new Farewell(arrival, limits));
    if (rates.admits(peer.getAddress())) {
      accepted.pipeline().addLast(context.newHandler(accepted.alloc()));
    } else {
      accepted.eventLoop().execute(accepted::close);
    }
    accepted.pipeline().addLast(new Nothing());
  }

  /** Over the limit no connection is accepted; further connections wait in the kernel's queue. */
  private void throttle(Channel door) {
    door.config().setAutoRead(!arrivals.isFull());
  }

  private static SslContext tls() throws IOException {
    try {
      var key = SelfSignedKey.key();
      return SslContextBuilder.forServer(key.getPrivate(), SelfSignedKey.certificate(NAME, key))
          .sslProvider(SslProvider.OPENSSL_REFCNT)
          .build();
    } catch (Exception unavailable) {
      throw new IOException("no TLS on this host", unavailable);
    }
  }

  /** Reads all bytes of the connection. */
  private static final class Nothing extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
