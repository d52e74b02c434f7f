package dev.parallax.agent.link;

import dev.parallax.model.value.Bytes;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * TLS towards the coordinator: 1.3 only, the CA pinned, validity dates not checked by this host's
 * clock.
 */
public final class LinkTls {
  private LinkTls() {}

  /** For enrolment: the CA is known by its SHA-256, without a client certificate. */
  public static SslContext enrolling(Bytes authorityHash) throws SSLException {
    return build(SslContextBuilder.forClient(), PinnedAuthority.byHash(authorityHash));
  }

  /** For renewals: the CAs are known, and the message proves the identity of the caller. */
  public static SslContext pinned(List<X509Certificate> authorities) throws SSLException {
    return build(SslContextBuilder.forClient(), trust(authorities));
  }

  /** For all other calls. */
  public static SslContext mutual(AgentIdentity identity) throws SSLException {
    var builder =
        SslContextBuilder.forClient()
            .keyManager(identity.key(), identity.certificate(), identity.authority());
    return build(builder, trust(identity.authorities()));
  }

  private static SslContext build(SslContextBuilder builder, PinnedAuthority trust)
      throws SSLException {
    return GrpcSslContexts.configure(builder, SslProvider.OPENSSL)
        .protocols("TLSv1.3")
        .trustManager(trust)
        .build();
  }

  private static PinnedAuthority trust(List<X509Certificate> authorities) throws SSLException {
    try {
      return PinnedAuthority.of(authorities);
    } catch (GeneralSecurityException unreadable) {
      throw new SSLException(unreadable);
    }
  }
}
