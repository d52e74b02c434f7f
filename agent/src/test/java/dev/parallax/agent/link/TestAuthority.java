package dev.parallax.agent.link;

import dev.parallax.keys.P256;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.Sha256;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.wire.Contract;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A coordinator's CA for tests. */
public final class TestAuthority {
  private final X509Bundle ca;

  private TestAuthority(X509Bundle ca) {
    this.ca = ca;
  }

  public static TestAuthority make(String name) throws Exception {
    return new TestAuthority(
        new CertificateBuilder()
            .ecp256()
            .subject("CN=" + name)
            .setIsCertificateAuthority(true)
            .buildSelfSigned());
  }

  public X509Certificate certificate() {
    return ca.getCertificate();
  }

  public Bytes hash() throws Exception {
    return Sha256.of(certificate().getEncoded());
  }

  /** A coordinator's certificate for {@code name}, valid around {@code middle}. */
  X509Bundle server(String name, Instant middle) throws Exception {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=coordinator")
        .addSanDnsName(name)
        .addExtendedKeyUsageServerAuth()
        .notBefore(middle.minus(Duration.ofDays(1)))
        .notAfter(middle.plus(Duration.ofDays(1)))
        .buildIssuedBy(ca);
  }

  X509Bundle issue(CertificateBuilder certificate) throws Exception {
    return certificate.buildIssuedBy(ca);
  }

  /** A server's TLS context that requests a client certificate and accepts a missing one. */
  public SslContext serverTls() throws Exception {
    return serverTls(server(Contract.COORDINATOR_NAME, Instant.now()));
  }

  SslContext serverTls(X509Bundle server) throws Exception {
    var builder =
        SslContextBuilder.forServer(
            server.getKeyPair().getPrivate(), server.getCertificate(), certificate());
    return GrpcSslContexts.configure(builder, SslProvider.OPENSSL)
        .protocols("TLSv1.3")
        .clientAuth(ClientAuth.OPTIONAL)
        .trustManager(certificate())
        .build();
  }

  AgentIdentity identity(VantageId vantage, Instant middle) throws Exception {
    var keys = P256.generate(new SecureRandom());
    return new AgentIdentity(
        vantage, keys.getPrivate(), issue(keys.getPublic(), vantage, middle), certificate());
  }

  X509Certificate issue(byte[] signingRequest, VantageId vantage) throws Exception {
    var request = new JcaPKCS10CertificationRequest(signingRequest);
    return issue(request.getPublicKey(), vantage, Instant.now());
  }

  private X509Certificate issue(PublicKey key, VantageId vantage, Instant middle) throws Exception {
    return new CertificateBuilder()
        .publicKey(key)
        .subject("CN=" + vantage)
        .addSanUriName(Contract.AGENT_URI + vantage)
        .addExtendedKeyUsageClientAuth()
        .notBefore(middle.minus(Duration.ofDays(1)))
        .notAfter(middle.plus(Duration.ofDays(6)))
        .buildIssuedBy(ca)
        .getCertificate();
  }
}
