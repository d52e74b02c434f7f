package dev.parallax.wire;

import dev.parallax.model.TlsStep;
import java.util.Optional;

/** A handshake and its alert; the certificates in it have {@link CertificateCodec}. */
final class TlsStepCodec {
  private TlsStepCodec() {}

  static dev.parallax.v1.TlsStep toProto(TlsStep step) {
    var proto =
        dev.parallax.v1.TlsStep.newBuilder()
            .setHelloRandom(step.hello().random())
            .setHelloHash(step.hello().hash())
            .setHelloBytes(step.hello().bytes())
            .setJa4(step.hello().ja4())
            .setVersion(step.agreed().version())
            .setCipher(step.agreed().cipher())
            .setGroup(step.agreed().group())
            .setAlpn(step.agreed().alpn())
            .addAllChain(step.chain().stream().map(CertificateCodec::toProto).toList())
            .setCertificateRequested(step.certificateRequested())
            .setBytesSent(step.traffic().bytesSent())
            .setBytesReceived(step.traffic().bytesReceived())
            .setRetried(step.agreed().retried())
            .setRecordsSent(step.traffic().recordsSent())
            .setRecordsReceived(step.traffic().recordsReceived())
            .setSinceLastSend(TimeCodec.toProto(step.sinceLastSend()))
            .setTook(TimeCodec.toProto(step.took()));
    step.hello().serverName().ifPresent(proto::setServerName);
    step.alert().map(TlsStepCodec::toProto).ifPresent(proto::setAlert);
    step.traffic().firstBytes().ifPresent(proto::setFirstBytes);
    step.staple().map(CertificateCodec::toProto).ifPresent(proto::setStaple);
    step.central().map(CertificateCodec::toProto).ifPresent(proto::setCentral);
    return proto.build();
  }

  static TlsStep fromProto(dev.parallax.v1.TlsStep proto) {
    return new TlsStep(
        hello(proto),
        new TlsStep.Agreed(
            proto.getVersion(),
            proto.getCipher(),
            proto.getGroup(),
            proto.getAlpn(),
            proto.getRetried()),
        proto.getChainList().stream().map(CertificateCodec::fromProto).toList(),
        proto.hasStaple()
            ? Optional.of(CertificateCodec.fromProto(proto.getStaple()))
            : Optional.empty(),
        proto.hasCentral()
            ? Optional.of(CertificateCodec.fromProto(proto.getCentral()))
            : Optional.empty(),
        proto.getCertificateRequested(),
        proto.hasAlert() ? Optional.of(alert(proto.getAlert())) : Optional.empty(),
        traffic(proto),
        StepsCodec.span("tls.since_last_send", proto.hasSinceLastSend(), proto.getSinceLastSend()),
        StepsCodec.span("tls.took", proto.hasTook(), proto.getTook()));
  }

  private static TlsStep.SentHello hello(dev.parallax.v1.TlsStep proto) {
    return new TlsStep.SentHello(
        proto.hasServerName() ? Optional.of(proto.getServerName()) : Optional.empty(),
        proto.getHelloRandom(),
        proto.getHelloHash(),
        Field.count("tls.hello_bytes", proto.getHelloBytes()),
        proto.getJa4());
  }

  private static TlsStep.Traffic traffic(dev.parallax.v1.TlsStep proto) {
    return new TlsStep.Traffic(
        Field.count("tls.bytes_sent", proto.getBytesSent()),
        Field.count("tls.bytes_received", proto.getBytesReceived()),
        Field.count("tls.records_sent", proto.getRecordsSent()),
        Field.count("tls.records_received", proto.getRecordsReceived()),
        proto.hasFirstBytes() ? Optional.of(proto.getFirstBytes()) : Optional.empty());
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
}
