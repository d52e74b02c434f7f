package dev.parallax.evaluate.network;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.value.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chain as sent, with the validation result of a client.
 *
 * @param flaw its error for every client; null without one, apart from its dates
 * @param crossSigned an old bundle leads to an expired authority
 */
public record SimulatedChain(
    List<CertificateFacts> sent, @Nullable FailureWord flaw, boolean crossSigned) {

  public static SimulatedChain good(
      String host, Instant now, SeededRandom draw, boolean crossSigned) {
    int age = draw.between(2, 80);
    return dated(host, now.minus(Duration.ofDays(age)), now.plus(Duration.ofDays(90 - age)), draw)
        .signed(crossSigned);
  }

  public static SimulatedChain dated(String host, Instant from, Instant until, SeededRandom draw) {
    var issuer = "CN=R" + draw.between(10, 13) + ", O=An Authority";
    return new SimulatedChain(
        List.of(
            facts("CN=" + host, issuer, List.of(host), from, until, draw),
            facts(
                issuer,
                "CN=Root X1",
                List.of(),
                from.minus(Duration.ofDays(900)),
                until.plus(Duration.ofDays(900)),
                draw)),
        null,
        false);
  }

  public static SimulatedChain flawed(
      FailureWord flaw, String host, Instant now, SeededRandom draw) {
    var issuer =
        flaw.equals(FailureWord.CERT_SELF_SIGNED)
            ? "CN=" + host
            : "CN=Private Authority " + draw.between(1, 9);
    var leaf =
        facts(
            "CN=" + host,
            issuer,
            List.of(host),
            now.minus(Duration.ofDays(draw.between(1, 300))),
            now.plus(Duration.ofDays(draw.between(30, 3000))),
            draw);
    return new SimulatedChain(List.of(leaf), flaw, false);
  }

  private SimulatedChain signed(boolean crossed) {
    return new SimulatedChain(sent, flaw, crossed);
  }

  /** The result with this bundle at this time; absent means valid. */
  public Optional<FailureWord> judge(SimulatedVantage.Bundle bundle, Instant now) {
    if (flaw != null) {
      return Optional.of(flaw);
    }
    for (var facts : sent) {
      if (now.isAfter(facts.notAfter())) {
        return Optional.of(FailureWord.CERT_EXPIRED);
      }
      if (now.isBefore(facts.notBefore())) {
        return Optional.of(FailureWord.CERT_NOT_YET_VALID);
      }
    }
    return switch (bundle) {
      case CURRENT -> Optional.empty();
      case EMPTY -> Optional.of(FailureWord.CERT_UNKNOWN_ISSUER);
      case OLD ->
          crossSigned
              ? Optional.of(FailureWord.CERT_EXPIRED)
              : Optional.of(FailureWord.CERT_UNKNOWN_ISSUER);
    };
  }

  private static CertificateFacts facts(
      String subject,
      String issuer,
      List<String> names,
      Instant from,
      Instant until,
      SeededRandom draw) {
    var digest = "%016x".formatted(draw.bits());
    return new CertificateFacts(
        digest.repeat(4),
        subject,
        issuer,
        names,
        from,
        until,
        "EC 256",
        "SHA256withECDSA",
        Bytes.EMPTY);
  }
}
