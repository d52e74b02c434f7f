package dev.parallax.fleet.authority;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * The TLS settings of the coordinator's listener: TLS 1.3 only; the authority's certificate is
 * sent, so that an agent that knows its hash can pin it; client certificates are requested and not
 * required.
 */
public final class ServerTls {
  /** gRPC needs HTTP/2; clients of the installer choose HTTP/1.1, or nothing. */
  private static final ApplicationProtocolConfig HTTP_2_FIRST =
      new ApplicationProtocolConfig(
          ApplicationProtocolConfig.Protocol.ALPN,
          ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
          ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
          ApplicationProtocolNames.HTTP_2,
          ApplicationProtocolNames.HTTP_1_1);

  private ServerTls() {}

  /**
   * A context for browsers, with a key that exists in memory only; created at each start.
   *
   * @param hosts the names and address literals of the page
   */
  public static SslContext page(CertificateAuthority authority, Set<String> hosts) {
    var page = authority.page(hosts);
    try {
      return SslContextBuilder.forServer(page.key(), page.chain().toArray(X509Certificate[]::new))
          .sslProvider(SslProvider.OPENSSL)
          .protocols("TLSv1.3")
          .clientAuth(ClientAuth.OPTIONAL)
          .trustManager(new ClientTrust(authority))
          .build();
    } catch (SSLException impossible) {
      throw new IllegalStateException("TLS 1.3 cannot be set up on this host", impossible);
    }
  }

  /**
   * A context for agents and operators.
   *
   * @param server from {@link CertificateAuthority#server}: its key exists in memory only
   */
  public static SslContext context(Identity server, CertificateAuthority authority) {
    var builder =
        SslContextBuilder.forServer(server.key(), server.chain().toArray(X509Certificate[]::new))
            .protocols("TLSv1.3")
            .clientAuth(ClientAuth.OPTIONAL)
            .trustManager(new ClientTrust(authority));
    try {
      return GrpcSslContexts.configure(builder, SslProvider.OPENSSL)
          .applicationProtocolConfig(HTTP_2_FIRST)
          .build();
    } catch (SSLException impossible) {
      throw new IllegalStateException("TLS 1.3 cannot be set up on this host", impossible);
    }
  }
}
