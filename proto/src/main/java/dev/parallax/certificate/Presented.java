package dev.parallax.certificate;

import dev.parallax.model.CertificateFacts;
import dev.parallax.model.OcspStaple;
import java.util.List;
import java.util.Optional;

/**
 * What a server showed of itself, as much as a judgement rests on.
 *
 * @param chain as sent, leaf first
 * @param host the name or address the leaf must carry
 */
public record Presented(List<CertificateFacts> chain, Optional<OcspStaple> staple, String host) {
  public Presented {
    chain = List.copyOf(chain);
  }
}
