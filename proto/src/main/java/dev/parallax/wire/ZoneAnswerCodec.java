package dev.parallax.wire;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.ZoneAnswer;
import java.util.Optional;
import java.util.function.Predicate;

/** The answer of an authoritative name server. */
final class ZoneAnswerCodec {
  private ZoneAnswerCodec() {}

  static dev.parallax.v1.ZoneAnswer toProto(ZoneAnswer answer) {
    return dev.parallax.v1.ZoneAnswer.newBuilder()
        .setZone(answer.zone())
        .setNameServer(answer.nameServer())
        .setServer(answer.server())
        .setTransport(answer.transport())
        .setName(answer.name())
        .setClientSubnet(answer.clientSubnet().orElse(""))
        .setAuthoritative(answer.authoritative())
        .setRcode(answer.rcode())
        .setAlias(answer.alias().orElse(""))
        .setFailure(answer.failure().map(FailureWord::word).orElse(""))
        .addAllAddresses(answer.addresses().stream().map(AddressCodec::toProto).toList())
        .setTook(TimeCodec.toProto(answer.took()))
        .build();
  }

  static ZoneAnswer fromProto(dev.parallax.v1.ZoneAnswer proto) {
    return new ZoneAnswer(
        Field.text("dns.zone.zone", proto.getZone(), StepsCodec.NAME),
        Field.text("dns.zone.name_server", proto.getNameServer(), StepsCodec.NAME),
        Field.text("dns.zone.server", proto.getServer(), StepsCodec.NAME),
        Field.text("dns.zone.transport", proto.getTransport(), StepsCodec.WORD),
        Field.text("dns.zone.name", proto.getName(), StepsCodec.NAME),
        maybe(Field.text("dns.zone.client_subnet", proto.getClientSubnet(), StepsCodec.WORD)),
        proto.getAuthoritative(),
        Field.text("dns.zone.rcode", proto.getRcode(), StepsCodec.WORD),
        maybe(Field.text("dns.zone.alias", proto.getAlias(), StepsCodec.NAME)),
        maybe(proto.getFailure()).map(FailureWord::new),
        Field.list("dns.zone.addresses", proto.getAddressesList(), DnsTraceCodec.ADDRESSES).stream()
            .map(address -> AddressCodec.fromProto("dns.zone.addresses", address))
            .toList(),
        StepsCodec.elapsed("dns.zone.took", proto.hasTook(), proto.getTook()));
  }

  private static Optional<String> maybe(String text) {
    return Optional.of(text).filter(Predicate.not(String::isEmpty));
  }
}
