package dev.parallax.conformance;

import dev.parallax.certificate.Certificates;
import dev.parallax.certificate.Presented;
import dev.parallax.certificate.Validation;
import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.model.value.Bytes;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A case with the validator's result.
 *
 * @param word the failure's word; {@code ok} or {@code limit}
 * @param detail the detail of the failure; empty when it is accepted
 */
record Judged(ChainCase example, ClientResult result, String word, String detail) {

  /**
   * @param now the time of a case without a time of its own
   */
  static Judged of(ChainCase example, Instant now) {
    var presented =
        new Presented(
            example.chain().stream().map(Bytes::toArray).map(CertificateReader::facts).toList(),
            Optional.empty(),
            example.host());
    var anchors = example.anchors().stream().flatMap(Judged::anchor).toList();
    var validation = Certificates.validate(presented, anchors, example.time().orElse(now));
    return switch (validation) {
      case Validation.Valid valid -> new Judged(example, ClientResult.ACCEPTS, "ok", "");
      case Validation.Invalid(var failure) ->
          new Judged(example, ClientResult.REFUSES, failure.word().word(), failure.detail());
      case Validation.Indeterminate(var limit) ->
          new Judged(example, ClientResult.UNDECIDED, "limit", limit.text());
    };
  }

  /** An anchor that cannot be decoded is omitted, as in the bundle of a host. */
  private static Stream<X509Certificate> anchor(Bytes der) {
    try {
      return Stream.of(CertificateReader.certificate(der.toArray()));
    } catch (CertificateException unreadable) {
      return Stream.empty();
    }
  }
}
