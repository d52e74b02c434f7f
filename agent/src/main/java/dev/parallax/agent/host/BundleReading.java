package dev.parallax.agent.host;

import dev.parallax.host.CaBundle;
import dev.parallax.host.UnreadableCaBundleException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The CA bundle of a host, or why it cannot be read.
 *
 * @param problem present exactly without a bundle
 */
record BundleReading(Optional<CaBundle> bundle, Optional<String> problem) {
  /** This host has no file with CA certificates. */
  static final BundleReading NONE =
      new BundleReading(Optional.empty(), Optional.of("this host has no CA bundle"));

  private static final Logger log = LoggerFactory.getLogger(BundleReading.class);

  /**
   * Reads a file. A host without usable CA certificates is a finding, not an error: it trusts no
   * chain, its reference probes fail, and the coordinator can name the cause.
   */
  static BundleReading of(Path file) {
    try {
      return new BundleReading(Optional.of(CaBundle.read(file)), Optional.empty());
    } catch (UnreadableCaBundleException unreadable) {
      log.warn("no certificate is trusted on this host: {}", unreadable.getMessage());
      return new BundleReading(Optional.empty(), Optional.of(unreadable.problem()));
    }
  }

  List<X509Certificate> trusted() {
    return bundle.map(CaBundle::certificates).orElse(List.of());
  }
}
