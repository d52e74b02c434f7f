package dev.parallax.listener;

import dev.parallax.fleet.enrolment.Admission;
import dev.parallax.rpc.RoleInterceptor;
import dev.parallax.wire.Contract;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The coordinator's port for agents and operators. */
public final class Listener implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
  private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(10);

  /** Of clients: the minimum interval of keepalive pings during a call. */
  private static final Duration KEEP_ALIVE_PERMITTED = Duration.ofSeconds(10);

  private static final int FLOW_CONTROL_WINDOW = 256 * 1_024;
  private static final int HEADER_LIST = 8 * 1_024;
  private static final int READ_BUFFER = 16 * 1_024;
  private static final int RESETS = 200;
  private static final int RESETS_SECONDS = 10;

  private final EventLoopGroup acceptor = loops("acceptor", 1);
  private final EventLoopGroup workers = loops("connections", 0);
  private final Server server;

  private Listener(
      InetSocketAddress at,
      SslContext tls,
      Connections connections,
      Admission admission,
      List<BindableService> services)
      throws IOException {
    var limits = connections.limits();
    var builder =
        NettyServerBuilder.forAddress(at)
            .channelFactory(() -> new ListenerSocket(connections))
            .bossEventLoopGroup(acceptor)
            .workerEventLoopGroup(workers)
            .withChildOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(512, 2_048, READ_BUFFER))
            .sslContext(tls)
            .handshakeTimeout(limits.unauthenticatedLifetime().toMillis(), TimeUnit.MILLISECONDS)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .maxInboundMessageSize(Contract.MESSAGE_LIMIT)
            .maxInboundMetadataSize(HEADER_LIST)
            .maxConcurrentCallsPerConnection(limits.operator().calls())
            .flowControlWindow(FLOW_CONTROL_WINDOW)
            .maxRstFramesPerWindow(RESETS, RESETS_SECONDS)
            .maxConnectionIdle(IDLE.toSeconds(), TimeUnit.SECONDS)
            .keepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
            .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
            .permitKeepAliveTime(KEEP_ALIVE_PERMITTED.toSeconds(), TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(false)
            .addTransportFilter(new ConnectionCalls.Filter(connections))
            // The interceptor that was added last runs first.
            .intercept(new ConnectionCalls())
            .intercept(new RoleInterceptor(admission));
    services.forEach(builder::addService);
    this.server = builder.build();
    try {
      server.start();
    } catch (IOException taken) {
      stopLoops();
      throw taken;
    }
  }

  /**
   * Starts listening; when this returns, agents and operators can connect.
   *
   * @param at port 0 selects a free port
   */
  public static Listener start(
      InetSocketAddress at,
      SslContext tls,
      Connections connections,
      Admission admission,
      List<BindableService> services)
      throws IOException {
    return new Listener(at, tls, connections, admission, services);
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) server.getListenSockets().getFirst();
  }

  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /** Whether the server has ended within this time. */
  public boolean awaitTermination(Duration patience) throws InterruptedException {
    return server.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets open calls end within two seconds, then ends them. */
  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    stopLoops();
  }

  /** Ends every call at once. */
  public void closeNow() {
    server.shutdownNow();
    stopLoops();
  }

  private void stopLoops() {
    for (var loop : List.of(acceptor, workers)) {
      var _ = loop.shutdownGracefully(0, DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static EventLoopGroup loops(String name, int threads) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
  }
}
