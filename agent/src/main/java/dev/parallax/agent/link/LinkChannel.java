package dev.parallax.agent.link;

import dev.parallax.wire.Contract;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContext;

/** A gRPC channel to the coordinator; whoever opens it shuts it down. */
public final class LinkChannel {
  private LinkChannel() {}

  /** Not yet connected; the first call connects. Nothing is retried, no proxy is asked. */
  public static ManagedChannel open(HostPort coordinator, SslContext tls) {
    return NettyChannelBuilder.forAddress(coordinator.host(), coordinator.port())
        .sslContext(tls)
        .overrideAuthority(Contract.COORDINATOR_NAME)
        .maxInboundMessageSize(Contract.MESSAGE_LIMIT)
        .proxyDetector(target -> null)
        .disableServiceConfigLookUp()
        .disableRetry()
        .build();
  }
}
