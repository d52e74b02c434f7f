package dev.parallax.wire;

import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.ReceivedData;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.v1.DnsAnswer;
import dev.parallax.v1.Observation;
import dev.parallax.v1.TcpInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The records of a trial's steps; {@link TlsStepCodec} has the TLS step, which is long. */
public final class StepsCodec {
  /** Characters of a word from a registry, or of a hash in hexadecimal digits. */
  static final int WORD = 128;

  /** Characters of a host name or an address with a port. */
  static final int NAME = 300;

  private static final int TEXT = 65_536;
  private static final int ANSWERS = 4_096;
  private static final int HEADERS = 64;
  private static final int REDIRECTS = 32;
  private static final int NOTES = 16;
  static final int PORT = 65_535;

  private StepsCodec() {}

  static void put(Steps steps, Observation.Builder proto) {
    steps.dns().map(StepsCodec::toProto).ifPresent(proto::setDns);
    steps.tcp().map(StepsCodec::toProto).ifPresent(proto::setTcp);
    steps.tls().map(TlsStepCodec::toProto).ifPresent(proto::setTls);
    steps.http().map(StepsCodec::toProto).ifPresent(proto::setHttp);
    steps.path().map(PathCodec::toProto).ifPresent(proto::setPath);
    steps.packets().map(PathCodec::toProto).ifPresent(proto::setPackets);
  }

  static Steps steps(Observation proto) {
    return new Steps(
        proto.hasDns() ? Optional.of(dns(proto.getDns())) : Optional.empty(),
        proto.hasTcp() ? Optional.of(tcp(proto.getTcp())) : Optional.empty(),
        proto.hasTls() ? Optional.of(TlsStepCodec.fromProto(proto.getTls())) : Optional.empty(),
        proto.hasHttp() ? Optional.of(http(proto.getHttp())) : Optional.empty(),
        proto.hasPath() ? Optional.of(PathCodec.fromProto(proto.getPath())) : Optional.empty(),
        proto.hasPackets()
            ? Optional.of(PathCodec.fromProto(proto.getPackets()))
            : Optional.empty());
  }

  /** The time a step took: 0 to 24 h. */
  static Duration elapsed(String field, boolean present, com.google.protobuf.Duration span) {
    Field.present(field, present);
    return TimeCodec.elapsed(field, span);
  }

  /** A span every plan of this contract carries. */
  public static Duration span(String field, boolean present, com.google.protobuf.Duration span) {
    Field.present(field, present);
    return TimeCodec.fromProto(field, span);
  }

  static dev.parallax.v1.DnsStep toProto(DnsStep step) {
    var proto = dev.parallax.v1.DnsStep.newBuilder();
    DnsTraceCodec.put(step.trace(), proto);
    return proto
        .setResolver(step.resolver())
        .setTransport(step.transport())
        .setRcode(step.rcode())
        .addAllAnswers(step.answers().stream().map(StepsCodec::toProto).toList())
        .setAuthenticated(step.authenticated())
        .setRetransmissions(step.retransmissions())
        .addAllConflicting(step.conflicting().stream().map(StepsCodec::toProto).toList())
        .setTook(TimeCodec.toProto(step.took()))
        .build();
  }

  static DnsStep dns(dev.parallax.v1.DnsStep proto) {
    return new DnsStep(
        Field.text("dns.resolver", proto.getResolver(), TEXT),
        Field.text("dns.transport", proto.getTransport(), WORD),
        Field.text("dns.rcode", proto.getRcode(), WORD),
        Field.list("dns.answers", proto.getAnswersList(), ANSWERS).stream()
            .map(StepsCodec::answer)
            .toList(),
        proto.getAuthenticated(),
        Field.count("dns.retransmissions", proto.getRetransmissions()),
        Field.list("dns.conflicting", proto.getConflictingList(), ANSWERS).stream()
            .map(StepsCodec::answer)
            .toList(),
        elapsed("dns.took", proto.hasTook(), proto.getTook()),
        DnsTraceCodec.fromProto(proto));
  }

  private static DnsAnswer toProto(DnsStep.AddressRecord answer) {
    return DnsAnswer.newBuilder()
        .setAddress(AddressCodec.toProto(answer.address()))
        .setTtl(TimeCodec.toProto(answer.ttl()))
        .build();
  }

  private static DnsStep.AddressRecord answer(DnsAnswer proto) {
    return new DnsStep.AddressRecord(
        AddressCodec.fromProto("dns.answers.address", proto.getAddress()), ttl(proto));
  }

  private static Duration ttl(DnsAnswer proto) {
    Field.present("dns.answers.ttl", proto.hasTtl());
    return TimeCodec.ttl("dns.answers.ttl", proto.getTtl());
  }

  private static dev.parallax.v1.TcpStep toProto(TcpStep step) {
    var proto =
        dev.parallax.v1.TcpStep.newBuilder()
            .setAddress(AddressCodec.toProto(step.address()))
            .setPort(step.port())
            .setLocalPort(step.localPort())
            .setTook(TimeCodec.toProto(step.took()));
    step.info().map(StepsCodec::toProto).ifPresent(proto::setInfo);
    return proto.build();
  }

  private static TcpStep tcp(dev.parallax.v1.TcpStep proto) {
    return new TcpStep(
        AddressCodec.fromProto("tcp.address", proto.getAddress()),
        Field.count("tcp.port", proto.getPort(), PORT),
        Field.count("tcp.local_port", proto.getLocalPort(), PORT),
        elapsed("tcp.took", proto.hasTook(), proto.getTook()),
        proto.hasInfo() ? Optional.of(info(proto.getInfo())) : Optional.empty());
  }

  private static TcpInfo toProto(TcpStep.TcpInfo info) {
    return TcpInfo.newBuilder()
        .setRtt(TimeCodec.toProto(info.rtt()))
        .setMinRtt(TimeCodec.toProto(info.minRtt()))
        .setRetransmits(info.retransmits())
        .setUnacked(info.unacked())
        .setBytesAcked(info.bytesAcked())
        .setMss(info.mss())
        .setPathMtu(info.pathMtu())
        .build();
  }

  private static TcpStep.TcpInfo info(TcpInfo proto) {
    return new TcpStep.TcpInfo(
        elapsed("tcp.info.rtt", proto.hasRtt(), proto.getRtt()),
        elapsed("tcp.info.min_rtt", proto.hasMinRtt(), proto.getMinRtt()),
        Field.count("tcp.info.retransmits", proto.getRetransmits()),
        Field.count("tcp.info.unacked", proto.getUnacked()),
        Field.bytes("tcp.info.bytes_acked", proto.getBytesAcked()),
        Field.count("tcp.info.mss", proto.getMss()),
        Field.count("tcp.info.path_mtu", proto.getPathMtu()));
  }

  private static dev.parallax.v1.HttpStep toProto(HttpStep step) {
    var proto =
        dev.parallax.v1.HttpStep.newBuilder()
            .setVersion(step.version())
            .setStatus(step.status())
            .putAllHeaders(step.headers())
            .addAllRedirects(step.redirects())
            .addAllNotes(step.notes().stream().map(HttpNote::word).toList())
            .setBodyHash(step.bodyHash())
            .setTook(TimeCodec.toProto(step.took()));
    step.title().ifPresent(proto::setTitle);
    step.received().map(StepsCodec::toProto).ifPresent(proto::setReceived);
    step.redirectEnd().map(RedirectEndCodec::toProto).ifPresent(proto::setRedirectEnd);
    return proto.build();
  }

  private static HttpStep http(dev.parallax.v1.HttpStep proto) {
    return new HttpStep(
        Field.text("http.version", proto.getVersion(), WORD),
        Field.count("http.status", proto.getStatus()),
        headers(proto.getHeadersMap()),
        redirects(proto.getRedirectsList()),
        Field.text("http.body_hash", proto.getBodyHash(), WORD),
        proto.hasTitle()
            ? Optional.of(Field.text("http.title", proto.getTitle(), TEXT))
            : Optional.empty(),
        elapsed("http.took", proto.hasTook(), proto.getTook()),
        notes(proto.getNotesList()),
        proto.hasReceived() ? Optional.of(received(proto.getReceived())) : Optional.empty(),
        proto.hasRedirectEnd()
            ? Optional.of(RedirectEndCodec.fromProto(proto.getRedirectEnd()))
            : Optional.empty());
  }

  private static dev.parallax.v1.ReceivedData toProto(ReceivedData data) {
    return dev.parallax.v1.ReceivedData.newBuilder()
        .setBytes(data.bytes())
        .setSegments(data.segments())
        .build();
  }

  private static ReceivedData received(dev.parallax.v1.ReceivedData proto) {
    return new ReceivedData(
        Field.bytes("http.received.bytes", proto.getBytes()),
        Field.bytes("http.received.segments", proto.getSegments()));
  }

  private static List<HttpNote> notes(List<String> words) {
    Field.atMost("http.notes", words.size(), NOTES);
    return Stream.of(HttpNote.values()).filter(note -> words.contains(note.word())).toList();
  }

  private static Map<String, String> headers(Map<String, String> headers) {
    Field.atMost("http.headers", headers.size(), HEADERS);
    headers.forEach(
        (name, value) -> {
          Field.text("http.headers", name, NAME);
          Field.text("http.headers", value, TEXT);
        });
    return headers;
  }

  private static List<String> redirects(List<String> redirects) {
    Field.list("http.redirects", redirects, REDIRECTS)
        .forEach(location -> Field.text("http.redirects", location, TEXT));
    return redirects;
  }
}
