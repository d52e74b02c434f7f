package dev.parallax.agent.dns;

import dev.parallax.certificate.Certificates;
import dev.parallax.certificate.Presented;
import dev.parallax.certificate.Validation;
import dev.parallax.certificate.der.ReaderLimit;
import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.keys.ServerTrust;
import dev.parallax.model.observation.CertificateFacts;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** Validates a chain as probes validate theirs, with the same failure words. */
final class StrictTrust extends ServerTrust {
  private final String name;
  private final List<X509Certificate> trusted;
  private final Clock clock;

  StrictTrust(String name, List<X509Certificate> trusted, Clock clock) {
    this.name = name;
    this.trusted = List.copyOf(trusted);
    this.clock = clock;
  }

  @Override
  protected void check(X509Certificate[] chain, Optional<SSLEngine> engine)
      throws CertificateException {
    switch (validation(chain)) {
      case Validation.Valid valid -> {}
      case Validation.Invalid(var failure) ->
          throw new CertificateException(failure.word() + ": " + failure.detail());
      case Validation.Indeterminate(var limit) -> throw new UnjudgedException(limit.text());
    }
  }

  /** Other exceptions are defects of this program and not failures of the name server. */
  private Validation validation(X509Certificate[] chain) throws UnjudgedException {
    try {
      var presented = new Presented(facts(chain), Optional.empty(), name);
      return Certificates.validate(presented, trusted, clock.instant());
    } catch (Throwable defect) {
      throw new UnjudgedException(new ReaderLimit.Defect(String.valueOf(defect)).text());
    }
  }

  private static List<CertificateFacts> facts(X509Certificate[] chain) throws CertificateException {
    var facts = new ArrayList<CertificateFacts>();
    for (var certificate : chain) {
      facts.add(CertificateReader.facts(certificate.getEncoded()));
    }
    return facts;
  }
}
