package dev.parallax.watch.expiry;

import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.value.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Handshakes with chains of certificates that differ in their end. */
public final class SampleChain {
  private SampleChain() {}

  public static CertificateFacts certificate(String digits, Instant notAfter) {
    return new CertificateFacts(
        digits.repeat(32),
        "CN=" + digits + ".test",
        "CN=Example CA",
        List.of("shop.test"),
        notAfter.minus(Duration.ofDays(90)),
        notAfter,
        "EC 256",
        "SHA256withECDSA",
        Bytes.EMPTY);
  }

  /** A handshake that received these certificates, the leaf first. */
  public static TlsStep handshake(CertificateFacts... chain) {
    return new TlsStep(
        TlsStep.SentHello.none(Optional.of("shop.test")),
        TlsStep.Agreed.NOTHING,
        List.of(chain),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        TlsStep.Traffic.NONE,
        Duration.ZERO,
        Duration.ZERO);
  }
}
