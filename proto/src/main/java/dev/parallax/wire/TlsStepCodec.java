package dev.parallax.wire;

import dev.parallax.model.observation.CleartextLines;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.v1.Alert;
import java.util.Optional;

/** A handshake and its alert; the certificates in it have {@link CertificateCodec}. */
final class TlsStepCodec {
  private static final int CHAIN = 64;

  /** A handshake message's length has 24 bits (RFC 8446, section 4). */
  private static final int HANDSHAKE_BYTES = 0xFF_FFFF;

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
            .addAllCleartextLines(step.cleartext().lines())
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
            Field.text("tls.version", proto.getVersion(), StepsCodec.WORD),
            Field.text("tls.cipher", proto.getCipher(), StepsCodec.WORD),
            Field.text("tls.group", proto.getGroup(), StepsCodec.WORD),
            Field.text("tls.alpn", proto.getAlpn(), StepsCodec.NAME),
            proto.getRetried()),
        Field.list("tls.chain", proto.getChainList(), CHAIN).stream()
            .map(CertificateCodec::fromProto)
            .toList(),
        proto.hasStaple()
            ? Optional.of(CertificateCodec.fromProto(proto.getStaple()))
            : Optional.empty(),
        proto.hasCentral()
            ? Optional.of(CertificateCodec.fromProto(proto.getCentral()))
            : Optional.empty(),
        proto.getCertificateRequested(),
        proto.hasAlert() ? Optional.of(alert(proto.getAlert())) : Optional.empty(),
        traffic(proto),
        StepsCodec.elapsed(
            "tls.since_last_send", proto.hasSinceLastSend(), proto.getSinceLastSend()),
        StepsCodec.elapsed("tls.took", proto.hasTook(), proto.getTook()),
        cleartext(proto));
  }

  private static CleartextLines cleartext(dev.parallax.v1.TlsStep proto) {
    var lines =
        Field.list("tls.cleartext_lines", proto.getCleartextLinesList(), CleartextLines.MOST);
    lines.forEach(line -> Field.text("tls.cleartext_lines", line, CleartextLines.LONGEST));
    return new CleartextLines(lines);
  }

  private static TlsStep.SentHello hello(dev.parallax.v1.TlsStep proto) {
    return new TlsStep.SentHello(
        proto.hasServerName()
            ? Optional.of(Field.text("tls.server_name", proto.getServerName(), StepsCodec.NAME))
            : Optional.empty(),
        Field.text("tls.hello_random", proto.getHelloRandom(), StepsCodec.WORD),
        Field.text("tls.hello_hash", proto.getHelloHash(), StepsCodec.WORD),
        Field.count("tls.hello_bytes", proto.getHelloBytes(), HANDSHAKE_BYTES),
        Field.text("tls.ja4", proto.getJa4(), StepsCodec.WORD));
  }

  private static TlsStep.Traffic traffic(dev.parallax.v1.TlsStep proto) {
    return new TlsStep.Traffic(
        Field.bytes("tls.bytes_sent", proto.getBytesSent()),
        Field.bytes("tls.bytes_received", proto.getBytesReceived()),
        Field.count("tls.records_sent", proto.getRecordsSent()),
        Field.count("tls.records_received", proto.getRecordsReceived()),
        proto.hasFirstBytes()
            ? Optional.of(Field.text("tls.first_bytes", proto.getFirstBytes(), StepsCodec.NAME))
            : Optional.empty());
  }

  private static Alert toProto(TlsStep.Alert alert) {
    return Alert.newBuilder()
        .setLevel(alert.level())
        .setCode(alert.code())
        .setReceived(alert.received())
        .build();
  }

  private static TlsStep.Alert alert(Alert proto) {
    return new TlsStep.Alert(
        Field.count("tls.alert.level", proto.getLevel(), 255),
        Field.count("tls.alert.code", proto.getCode(), 255),
        proto.getReceived());
  }
}
