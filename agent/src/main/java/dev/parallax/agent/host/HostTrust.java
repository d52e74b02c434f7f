package dev.parallax.agent.host;

import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.host.CaBundle;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The CA certificates for the validation of chains. A host without usable CA certificates is a
 * finding, not an error: it trusts no chain, its reference probes fail, and the coordinator can
 * name the cause.
 */
public final class HostTrust {
  private static final Logger log = LoggerFactory.getLogger(HostTrust.class);

  private HostTrust() {}

  /**
   * The certificates of {@link CaBundle#locate}; empty when the host's bundle is missing or empty.
   *
   * @throws IllegalArgumentException when a configured bundle is missing or empty
   */
  public static List<X509Certificate> load(
      Optional<Path> configured, Map<String, String> environment) {
    return configured
        .map(ProberConfig::trusted)
        .orElseGet(() -> ofHost(CaBundle.locate(Optional.empty(), environment)));
  }

  private static List<X509Certificate> ofHost(Optional<Path> located) {
    try {
      return located
          .map(ProberConfig::trusted)
          .orElseThrow(() -> new IllegalArgumentException("this host has no CA bundle"));
    } catch (IllegalArgumentException unusable) {
      log.warn("no certificate is trusted on this host: {}", unusable.getMessage());
      return List.of();
    }
  }
}
