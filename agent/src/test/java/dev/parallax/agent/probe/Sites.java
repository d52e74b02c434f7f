package dev.parallax.agent.probe;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/** Self-signed identities of {@link Probes#HOST}. */
final class Sites {
  private Sites() {}

  static X509Bundle ec() {
    return of(CertificateBuilder.Algorithm.ecp256);
  }

  static X509Bundle rsa() {
    return of(CertificateBuilder.Algorithm.rsa2048);
  }

  private static X509Bundle of(CertificateBuilder.Algorithm algorithm) {
    try {
      return new CertificateBuilder()
          .algorithm(algorithm)
          .subject("CN=" + Probes.HOST)
          .addSanDnsName(Probes.HOST)
          .setIsCertificateAuthority(true)
          .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
