package dev.parallax.certificate;

import dev.parallax.model.CertificateFacts;
import dev.parallax.model.OcspStaple;
import java.security.cert.X509Certificate;
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

  /** Those that can be read; empty when the leaf, without which the others say nothing, cannot. */
  List<X509Certificate> readable() {
    return readable(chain);
  }

  static List<X509Certificate> readable(List<CertificateFacts> chain) {
    var parsed =
        chain.stream().map(facts -> CertificateReader.parse(facts.der().toArray())).toList();
    return parsed.isEmpty() || parsed.getFirst().isEmpty()
        ? List.of()
        : parsed.stream().flatMap(Optional::stream).toList();
  }
}
