package dev.parallax.coordinator;

import dev.parallax.host.CaBundle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The line of the log that names the authorities of the coordinator's own validation. */
final class TrustLog {
  private static final Logger log = LoggerFactory.getLogger(TrustLog.class);

  private TrustLog() {}

  static void write(Optional<CaBundle> trusted) {
    log.info(
        "certificates are validated against {}",
        trusted
            .map(bundle -> bundle.path() + ", " + bundle.certificates().size() + " authorities")
            .orElse("the agents alone: this host has no CA bundle, see --ca-bundle"));
  }
}
