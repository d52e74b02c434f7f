package dev.parallax.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CentralCheck.RevocationAnswer;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.value.Bytes;
import dev.parallax.v1.Certificate;
import java.time.Instant;
import java.util.Optional;

/** Certificates, OCSP staples and central validations. */
final class CertificateCodec {
  private CertificateCodec() {}

  static Certificate toProto(CertificateFacts facts) {
    return Certificate.newBuilder()
        .setSha256(facts.sha256())
        .setSubject(facts.subject())
        .setIssuer(facts.issuer())
        .addAllNames(facts.names())
        .setNotBefore(TimeCodec.toProto(facts.notBefore()))
        .setNotAfter(TimeCodec.toProto(facts.notAfter()))
        .setKey(facts.key())
        .setSignature(facts.signature())
        .setDer(ByteString.copyFrom(facts.der().toArray()))
        .build();
  }

  static CertificateFacts fromProto(Certificate proto) {
    Field.present("certificate.not_before", proto.hasNotBefore());
    Field.present("certificate.not_after", proto.hasNotAfter());
    return new CertificateFacts(
        proto.getSha256(),
        proto.getSubject(),
        proto.getIssuer(),
        proto.getNamesList(),
        TimeCodec.fromProto("certificate.not_before", proto.getNotBefore()),
        TimeCodec.fromProto("certificate.not_after", proto.getNotAfter()),
        proto.getKey(),
        proto.getSignature(),
        Bytes.copyOf(proto.getDer().toByteArray()));
  }

  static dev.parallax.v1.OcspStaple toProto(OcspStaple staple) {
    var proto =
        dev.parallax.v1.OcspStaple.newBuilder()
            .setStatusValue(EnumCodec.STAPLE_STATUS.toProto(staple.status()))
            .setSaid(staple.detail());
    staple.thisUpdate().map(TimeCodec::toProto).ifPresent(proto::setThisUpdate);
    staple.nextUpdate().map(TimeCodec::toProto).ifPresent(proto::setNextUpdate);
    staple.revokedAt().map(TimeCodec::toProto).ifPresent(proto::setRevokedAt);
    return proto.build();
  }

  static OcspStaple fromProto(dev.parallax.v1.OcspStaple proto) {
    return new OcspStaple(
        EnumCodec.STAPLE_STATUS.fromProto("staple.status", proto.getStatusValue()),
        time("staple.this_update", proto.hasThisUpdate(), proto.getThisUpdate()),
        time("staple.next_update", proto.hasNextUpdate(), proto.getNextUpdate()),
        time("staple.revoked_at", proto.hasRevokedAt(), proto.getRevokedAt()),
        proto.getSaid());
  }

  static dev.parallax.v1.CentralCheck toProto(CentralCheck check) {
    var proto =
        dev.parallax.v1.CentralCheck.newBuilder()
            .setAtCoordinator(text(check.atCoordinator()))
            .setAtAgent(text(check.atAgent()));
    check.atServer().map(server -> text(server.word())).ifPresent(proto::setAtServer);
    check.revocation().forEach(answer -> proto.addRevocation(toProto(answer)));
    return proto.build();
  }

  static CentralCheck fromProto(dev.parallax.v1.CentralCheck proto) {
    return new CentralCheck(
        word(proto.getAtCoordinator()),
        word(proto.getAtAgent()),
        proto.hasAtServer()
            ? Optional.of(new CentralCheck.AtServer(word(proto.getAtServer())))
            : Optional.empty(),
        proto.getRevocationList().stream().map(CertificateCodec::fromProto).toList());
  }

  private static dev.parallax.v1.RevocationAnswer toProto(RevocationAnswer answer) {
    var proto =
        dev.parallax.v1.RevocationAnswer.newBuilder()
            .setCertificate(answer.certificate())
            .setSourceValue(EnumCodec.REVOCATION_SOURCE.toProto(answer.source()))
            .setAddress(answer.address())
            .setStatusValue(EnumCodec.REVOCATION_STATUS.toProto(answer.status()))
            .setSaid(answer.detail());
    answer.revokedAt().map(TimeCodec::toProto).ifPresent(proto::setRevokedAt);
    return proto.build();
  }

  private static RevocationAnswer fromProto(dev.parallax.v1.RevocationAnswer proto) {
    return new RevocationAnswer(
        proto.getCertificate(),
        EnumCodec.REVOCATION_SOURCE.fromProto("revocation.source", proto.getSourceValue()),
        proto.getAddress(),
        EnumCodec.REVOCATION_STATUS.fromProto("revocation.status", proto.getStatusValue()),
        time("revocation.revoked_at", proto.hasRevokedAt(), proto.getRevokedAt()),
        proto.getSaid());
  }

  private static Optional<Instant> time(String field, boolean present, Timestamp point) {
    return present ? Optional.of(TimeCodec.fromProto(field, point)) : Optional.empty();
  }

  private static String text(Optional<FailureWord> word) {
    return word.map(FailureWord::word).orElse("");
  }

  private static Optional<FailureWord> word(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new FailureWord(text));
  }
}
