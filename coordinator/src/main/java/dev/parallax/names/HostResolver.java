package dev.parallax.names;

import dev.parallax.model.observation.DnsStep;
import dev.parallax.sweep.run.HomeResolver;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Queries this host's name server for A and AAAA, over UDP, and over TCP after a truncated reply.
 * The platform's lookup reports neither the server nor the answer, and may use a cache.
 */
public final class HostResolver implements HomeResolver, AutoCloseable {
  private static final int UDP_PAYLOAD = 1232;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("names", true), NioIoHandler.newFactory());
  private final DnsNameResolver resolver;

  /**
   * Without a query yet.
   *
   * @param server the name server; the host's when absent
   * @param timeout of one query
   */
  public HostResolver(Optional<InetSocketAddress> server, Duration timeout) {
    this.resolver =
        new DnsNameResolverBuilder(group.next())
            .datagramChannelType(NioDatagramChannel.class)
            .socketChannelType(NioSocketChannel.class)
            .nameServerProvider(
                server
                    .<DnsServerAddressStreamProvider>map(
                        SingletonDnsServerAddressStreamProvider::new)
                    .orElseGet(DnsServerAddressStreamProviders::platformDefault))
            .resolveCache(NoopDnsCache.INSTANCE)
            .cnameCache(NoopDnsCnameCache.INSTANCE)
            .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
            .queryTimeoutMillis(timeout.toMillis())
            .maxPayloadSize(UDP_PAYLOAD)
            .build();
  }

  @Override
  public CompletableFuture<DnsStep> resolve(String host) {
    long startedAt = System.nanoTime();
    var a = ask(host, DnsRecordType.A);
    var aaaa = ask(host, DnsRecordType.AAAA);
    return a.thenCombine(
        aaaa, (v4, v6) -> v4.and(v6).step(Duration.ofNanos(System.nanoTime() - startedAt)));
  }

  private CompletableFuture<HostReply> ask(String host, DnsRecordType type) {
    var reply = new CompletableFuture<HostReply>();
    var asking = resolver.query(new DefaultDnsQuestion(host, type));
    asking.addListener(done -> complete(reply, asking));
    return reply;
  }

  private static void complete(
      CompletableFuture<HostReply> reply,
      Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> asked) {
    if (asked.cause() != null) {
      reply.completeExceptionally(asked.cause());
      return;
    }
    var envelope = asked.getNow();
    try {
      reply.complete(HostReply.of(envelope));
    } catch (RuntimeException malformed) {
      reply.completeExceptionally(malformed);
    } finally {
      envelope.release();
    }
  }

  @Override
  public void close() {
    resolver.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
