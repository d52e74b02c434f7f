package dev.parallax.fleet.authority;

import dev.parallax.keys.P256;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Key and self-signed certificate of a new authority. */
record NewAuthority(PrivateKey key, X509Certificate certificate) {
  private static final Duration LIFETIME = Duration.ofDays(3_650);

  static NewAuthority generate(Clock clock, SecureRandom random) {
    var keys = P256.generate(random);
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var certificate =
        new Issuer(CertificateAuthority.NAME, keys.getPrivate(), random)
            .root(keys.getPublic(), now.minus(CertificateAuthority.BACKDATED), now.plus(LIFETIME));
    return new NewAuthority(keys.getPrivate(), certificate);
  }
}
