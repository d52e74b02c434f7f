package dev.parallax.agent.link;

import dev.parallax.agent.link.route.LinkRoute;
import dev.parallax.wire.Contract;
import io.grpc.ManagedChannel;
import io.grpc.ProxyDetector;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContext;
import java.util.concurrent.TimeUnit;

/** A gRPC channel to the coordinator; the caller that opens it shuts it down. */
public final class LinkChannel {
  /** A host that vanished without a word is noticed within this and gRPC's own 20 s. */
  private static final int KEEP_ALIVE_SECONDS = 30;

  private LinkChannel() {}

  /** Not yet connected; the first call connects. There are no retries. */
  public static ManagedChannel open(LinkRoute route, SslContext tls) {
    return NettyChannelBuilder.forAddress(route.coordinator().host(), route.coordinator().port())
        .sslContext(tls)
        .overrideAuthority(Contract.COORDINATOR_NAME)
        .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
        .maxInboundMessageSize(Contract.MESSAGE_LIMIT)
        .proxyDetector(detector(route))
        .disableServiceConfigLookUp()
        .disableRetry()
        .build();
  }

  /** The variables of the environment and the system properties of Java do not count. */
  private static ProxyDetector detector(LinkRoute route) {
    return target -> route.proxy().isPresent() ? route.proxy().get().tunnelTo(target) : null;
  }
}
