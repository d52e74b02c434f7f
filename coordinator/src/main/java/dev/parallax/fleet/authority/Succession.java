package dev.parallax.fleet.authority;

import dev.parallax.keys.Pem;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The authorities before and after the one that signs.
 *
 * @param successor prepared; agents learn it when they renew their certificates
 * @param former certificates that they signed are accepted
 */
record Succession(Optional<X509Certificate> successor, List<X509Certificate> former) {
  static final String SUCCESSOR_FILE = "successor-cert.pem";
  static final String FORMER_FILE = "former-certs.pem";

  static final Succession NONE = new Succession(Optional.empty(), List.of());

  Succession {
    former = List.copyOf(former);
  }

  /**
   * @throws IllegalArgumentException when a file is damaged
   */
  static Succession read(OwnerFiles files) {
    return new Succession(
        files.read(SUCCESSOR_FILE).map(Pem::certificate),
        files.read(FORMER_FILE).map(Pem::certificates).orElse(List.of()));
  }
}
