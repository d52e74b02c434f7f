package dev.parallax.wire;

import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.exchange.Expectations;
import dev.parallax.model.exchange.HeaderField;
import dev.parallax.model.exchange.HeaderRule;
import dev.parallax.model.exchange.Network;
import dev.parallax.model.exchange.Regex;
import dev.parallax.model.exchange.Request;
import dev.parallax.model.exchange.Script;
import dev.parallax.model.exchange.ScriptStep;
import dev.parallax.model.exchange.StatusSet;
import dev.parallax.model.exchange.TextRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a probe sends beyond the default request, and what must come back. */
final class ExchangeCodec {
  private ExchangeCodec() {}

  static dev.parallax.v1.Exchange toProto(Exchange exchange) {
    return dev.parallax.v1.Exchange.newBuilder()
        .setRequest(toProto(exchange.request()))
        .setExpectations(toProto(exchange.expectations()))
        .addAllScript(exchange.script().steps().stream().map(ExchangeCodec::toProto).toList())
        .build();
  }

  static Exchange fromProto(dev.parallax.v1.Exchange proto) {
    Field.present("exchange.request", proto.hasRequest());
    Field.present("exchange.expectations", proto.hasExpectations());
    return new Exchange(
        fromProto(proto.getRequest()),
        fromProto(proto.getExpectations()),
        new Script(proto.getScriptList().stream().map(ExchangeCodec::fromProto).toList()));
  }

  private static dev.parallax.v1.ScriptStep toProto(ScriptStep step) {
    var proto = dev.parallax.v1.ScriptStep.newBuilder();
    return switch (step) {
      case ScriptStep.Reply(var regex) -> proto.setReply(regex.pattern()).build();
      case ScriptStep.Send(var text) -> proto.setSend(text).build();
    };
  }

  private static ScriptStep fromProto(dev.parallax.v1.ScriptStep proto) {
    return switch (proto.getKindCase()) {
      case REPLY -> new ScriptStep.Reply(new Regex(proto.getReply()));
      case SEND -> new ScriptStep.Send(proto.getSend());
      case KIND_NOT_SET ->
          throw Field.refused("exchange.script", "expected a reply or a text to send", "neither");
    };
  }

  private static dev.parallax.v1.Request toProto(Request request) {
    var proto =
        dev.parallax.v1.Request.newBuilder()
            .setMethodValue(EnumCodec.METHOD.toProto(request.method()))
            .addAllHeaders(request.headers().stream().map(ExchangeCodec::toProto).toList())
            .setCredentials(request.credentials().orElse(""));
    return proto.build();
  }

  private static Request fromProto(dev.parallax.v1.Request proto) {
    return new Request(
        EnumCodec.METHOD.fromProto("exchange.request.method", proto.getMethodValue()),
        proto.getHeadersList().stream()
            .map(field -> new HeaderField(field.getName(), field.getValue()))
            .toList(),
        text(proto.getCredentials()));
  }

  private static dev.parallax.v1.HeaderField toProto(HeaderField field) {
    return dev.parallax.v1.HeaderField.newBuilder()
        .setName(field.name())
        .setValue(field.value())
        .build();
  }

  private static dev.parallax.v1.Expectations toProto(Expectations expected) {
    var proto =
        dev.parallax.v1.Expectations.newBuilder()
            .addAllStatuses(statuses(expected).stream().map(ExchangeCodec::toProto).toList())
            .addAllBody(expected.body().stream().map(ExchangeCodec::toProto).toList())
            .addAllHeaders(expected.headers().stream().map(ExchangeCodec::toProto).toList())
            .addAllDns(expected.dns().stream().map(ExchangeCodec::toProto).toList())
            .setCertificateDays(expected.certificateDays().orElse(0));
    expected.alpn().ifPresent(proto::setAlpn);
    expected.leastTls().map(EnumCodec.TLS_VERSION::toProto).ifPresent(proto::setLeastTlsValue);
    return proto.build();
  }

  private static List<StatusSet.Range> statuses(Expectations expected) {
    return expected.status().map(StatusSet::ranges).orElse(List.of());
  }

  private static Expectations fromProto(dev.parallax.v1.Expectations proto) {
    return new Expectations(
        status(proto.getStatusesList()),
        proto.getBodyList().stream().map(ExchangeCodec::fromProto).toList(),
        proto.getHeadersList().stream()
            .map(rule -> new HeaderRule(rule.getName(), fromProto(rule.getRule())))
            .toList(),
        text(proto.getAlpn()),
        Optional.of(proto.getLeastTlsValue())
            .filter(number -> number != 0)
            .map(number -> EnumCodec.TLS_VERSION.fromProto("expectations.least_tls", number)),
        proto.getCertificateDays() == 0
            ? OptionalInt.empty()
            : OptionalInt.of(proto.getCertificateDays()),
        proto.getDnsList().stream().map(ExchangeCodec::fromProto).toList());
  }

  private static Optional<StatusSet> status(List<dev.parallax.v1.StatusRange> ranges) {
    return ranges.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StatusSet(
                ranges.stream()
                    .map(range -> new StatusSet.Range(range.getFirst(), range.getLast()))
                    .toList()));
  }

  private static Optional<String> text(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }

  private static dev.parallax.v1.StatusRange toProto(StatusSet.Range range) {
    return dev.parallax.v1.StatusRange.newBuilder()
        .setFirst(range.first())
        .setLast(range.last())
        .build();
  }

  private static dev.parallax.v1.TextRule toProto(TextRule rule) {
    return dev.parallax.v1.TextRule.newBuilder()
        .setRegex(rule.regex().pattern())
        .setUnwanted(!rule.wanted())
        .build();
  }

  private static TextRule fromProto(dev.parallax.v1.TextRule proto) {
    return new TextRule(!proto.getUnwanted(), new Regex(proto.getRegex()));
  }

  private static dev.parallax.v1.HeaderRule toProto(HeaderRule rule) {
    return dev.parallax.v1.HeaderRule.newBuilder()
        .setName(rule.name())
        .setRule(toProto(rule.rule()))
        .build();
  }

  private static dev.parallax.v1.Network toProto(Network network) {
    return dev.parallax.v1.Network.newBuilder()
        .setAddress(AddressCodec.toProto(network.address()))
        .setPrefix(network.prefix())
        .build();
  }

  private static Network fromProto(dev.parallax.v1.Network proto) {
    return new Network(
        AddressCodec.fromProto("expectations.dns.address", proto.getAddress()), proto.getPrefix());
  }
}
