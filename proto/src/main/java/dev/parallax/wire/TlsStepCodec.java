package dev.parallax.wire;

import com.google.protobuf.ByteString;
import dev.parallax.model.Bytes;
import dev.parallax.model.CertificateFacts;
import dev.parallax.model.TlsStep;
import java.util.Optional;

/** A handshake, its alert and the certificates in it. */
final class TlsStepCodec {
  private TlsStepCodec() {}

  static dev.parallax.v1.TlsStep toProto(TlsStep step) {
    var proto =
        dev.parallax.v1.TlsStep.newBuilder()
            .setHelloHash(step.helloHash())
            .setHelloBytes(step.helloBytes())
            .setVersion(step.version())
            .setCipher(step.cipher())
            .setAlpn(step.alpn())
            .addAllChain(step.chain().stream().map(TlsStepCodec::toProto).toList())
            .setBytesSent(step.bytesSent())
            .setBytesReceived(step.bytesReceived())
            .setRecordsSent(step.recordsSent())
            .setRecordsReceived(step.recordsReceived())
            .setSinceLastSend(TimeCodec.toProto(step.sinceLastSend()))
            .setTook(TimeCodec.toProto(step.took()));
    step.serverName().ifPresent(proto::setServerName);
    step.alert().map(TlsStepCodec::toProto).ifPresent(proto::setAlert);
    step.firstBytes().ifPresent(proto::setFirstBytes);
    return proto.build();
  }

  static TlsStep fromProto(dev.parallax.v1.TlsStep proto) {
    return new TlsStep(
        proto.hasServerName() ? Optional.of(proto.getServerName()) : Optional.empty(),
        proto.getHelloHash(),
        Field.count("tls.hello_bytes", proto.getHelloBytes()),
        proto.getVersion(),
        proto.getCipher(),
        proto.getAlpn(),
        proto.getChainList().stream().map(TlsStepCodec::certificate).toList(),
        proto.hasAlert() ? Optional.of(alert(proto.getAlert())) : Optional.empty(),
        Field.count("tls.bytes_sent", proto.getBytesSent()),
        Field.count("tls.bytes_received", proto.getBytesReceived()),
        Field.count("tls.records_sent", proto.getRecordsSent()),
        Field.count("tls.records_received", proto.getRecordsReceived()),
        proto.hasFirstBytes() ? Optional.of(proto.getFirstBytes()) : Optional.empty(),
        StepsCodec.span("tls.since_last_send", proto.hasSinceLastSend(), proto.getSinceLastSend()),
        StepsCodec.span("tls.took", proto.hasTook(), proto.getTook()));
  }

  private static dev.parallax.v1.Alert toProto(TlsStep.Alert alert) {
    return dev.parallax.v1.Alert.newBuilder()
        .setLevel(alert.level())
        .setCode(alert.code())
        .setReceived(alert.received())
        .build();
  }

  private static TlsStep.Alert alert(dev.parallax.v1.Alert proto) {
    return new TlsStep.Alert(
        Field.count("tls.alert.level", proto.getLevel()),
        Field.count("tls.alert.code", proto.getCode()),
        proto.getReceived());
  }

  private static dev.parallax.v1.Certificate toProto(CertificateFacts facts) {
    return dev.parallax.v1.Certificate.newBuilder()
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

  private static CertificateFacts certificate(dev.parallax.v1.Certificate proto) {
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
}
