package dev.parallax.fleet.authority;

import io.grpc.netty.GrpcSslContexts;
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
      return GrpcSslContexts.configure(builder, SslProvider.OPENSSL).build();
    } catch (SSLException impossible) {
      throw new IllegalStateException("TLS 1.3 cannot be set up on this host", impossible);
    }
  }
}
