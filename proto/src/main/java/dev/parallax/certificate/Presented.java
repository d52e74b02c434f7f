package dev.parallax.certificate;

import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.OcspStaple;
import java.util.List;
import java.util.Optional;

/**
 * The credentials of a server, for a validation.
 *
 * @param chain as sent, leaf first
 * @param host the name or address that the leaf must contain
 */
public record Presented(List<CertificateFacts> chain, Optional<OcspStaple> staple, String host) {
  public Presented {
    chain = List.copyOf(chain);
  }
}
