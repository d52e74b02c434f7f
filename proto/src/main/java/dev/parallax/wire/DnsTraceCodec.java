package dev.parallax.wire;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.DnsQuery;
import dev.parallax.model.observation.DnsTrace;
import dev.parallax.v1.DnsStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The aliases, notes and queries of a DNS step. */
final class DnsTraceCodec {
  private static final int ALIASES = 16;
  private static final int NOTES = 16;
  private static final int QUERIES = 64;
  private static final int ANSWERS = 64;
  static final int ADDRESSES = 128;

  private DnsTraceCodec() {}

  static void put(DnsTrace trace, DnsStep.Builder proto) {
    proto
        .addAllAliases(trace.aliases())
        .addAllNotes(trace.notes().stream().map(DnsNote::word).toList())
        .addAllQueries(trace.queries().stream().map(DnsTraceCodec::toProto).toList())
        .addAllZone(trace.zone().stream().map(ZoneAnswerCodec::toProto).toList());
  }

  static DnsTrace fromProto(DnsStep proto) {
    Field.list("dns.aliases", proto.getAliasesList(), ALIASES)
        .forEach(alias -> Field.text("dns.aliases", alias, StepsCodec.NAME));
    return new DnsTrace(
        proto.getAliasesList(),
        notes(proto.getNotesList()),
        Field.list("dns.queries", proto.getQueriesList(), QUERIES).stream()
            .map(DnsTraceCodec::query)
            .toList(),
        Field.list("dns.zone", proto.getZoneList(), ANSWERS).stream()
            .map(ZoneAnswerCodec::fromProto)
            .toList());
  }

  private static List<DnsNote> notes(List<String> words) {
    Field.atMost("dns.notes", words.size(), NOTES);
    return Stream.of(DnsNote.values()).filter(note -> words.contains(note.word())).toList();
  }

  private static dev.parallax.v1.DnsQuery toProto(DnsQuery query) {
    return dev.parallax.v1.DnsQuery.newBuilder()
        .setServer(query.server())
        .setTransport(query.transport())
        .setName(query.name())
        .setRcode(query.rcode())
        .setFailure(query.failure().map(FailureWord::word).orElse(""))
        .addAllAddresses(query.addresses().stream().map(AddressCodec::toProto).toList())
        .setTook(TimeCodec.toProto(query.took()))
        .build();
  }

  private static DnsQuery query(dev.parallax.v1.DnsQuery proto) {
    return new DnsQuery(
        Field.text("dns.queries.server", proto.getServer(), StepsCodec.NAME),
        Field.text("dns.queries.transport", proto.getTransport(), StepsCodec.WORD),
        Field.text("dns.queries.name", proto.getName(), StepsCodec.NAME),
        Field.text("dns.queries.rcode", proto.getRcode(), StepsCodec.WORD),
        proto.getFailure().isEmpty()
            ? Optional.empty()
            : Optional.of(new FailureWord(proto.getFailure())),
        Field.list("dns.queries.addresses", proto.getAddressesList(), ADDRESSES).stream()
            .map(address -> AddressCodec.fromProto("dns.queries.addresses", address))
            .toList(),
        StepsCodec.elapsed("dns.queries.took", proto.hasTook(), proto.getTook()));
  }
}
