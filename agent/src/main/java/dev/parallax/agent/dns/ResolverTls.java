package dev.parallax.agent.dns;

import dev.parallax.model.endpoint.Resolver;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * TLS to a name server, whose certificate is validated against this host's trust and the name of
 * the server (strict usage, RFC 8310). A context is used for one connection, so no session is
 * resumed.
 */
final class ResolverTls {
  private ResolverTls() {}

  static SslHandler client(Asker asker, Resolver resolver, Channel channel, List<String> protocols)
      throws SSLException {
    var name = resolver.name().orElseThrow();
    var context =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.OPENSSL_REFCNT)
            .trustManager(new StrictTrust(name, asker.trusted(), asker.clock()))
            .endpointIdentificationAlgorithm(null)
            .applicationProtocolConfig(alpn(protocols))
            .build();
    try {
      var handler = context.newHandler(channel.alloc(), name, resolver.port(), asker.judges());
      handler.setHandshakeTimeoutMillis(0);
      return handler;
    } finally {
      ReferenceCountUtil.release(context);
    }
  }

  private static ApplicationProtocolConfig alpn(List<String> protocols) {
    return new ApplicationProtocolConfig(
        Protocol.ALPN,
        SelectorFailureBehavior.NO_ADVERTISE,
        SelectedListenerFailureBehavior.ACCEPT,
        protocols);
  }
}
