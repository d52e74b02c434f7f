package dev.parallax.report.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.DnsQuery;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.DnsTrace;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes and parses the record of a name resolution. */
public final class DnsJson {
  private DnsJson() {}

  /** The fields of the trace only where there is a trace. */
  public static ObjectNode of(DnsStep step) {
    var node =
        Json.object()
            .put("resolver", step.resolver())
            .put("transport", step.transport())
            .put("rcode", step.rcode());
    node.set("answers", Json.array(step.answers().stream().map(DnsJson::answer).toList()));
    node.put("authenticated", step.authenticated()).put("retransmissions", step.retransmissions());
    node.set("conflicting", Json.array(step.conflicting().stream().map(DnsJson::answer).toList()));
    node.set("tookMs", Json.millis(step.took()));
    put(step.trace(), node);
    return node;
  }

  private static void put(DnsTrace trace, ObjectNode node) {
    if (!trace.aliases().isEmpty()) {
      node.set("aliases", Json.texts(trace.aliases()));
    }
    if (!trace.notes().isEmpty()) {
      node.set("notes", Json.texts(trace.notes().stream().map(DnsNote::word).toList()));
    }
    if (!trace.queries().isEmpty()) {
      node.set("queries", Json.array(trace.queries().stream().map(DnsJson::query).toList()));
    }
    if (!trace.zone().isEmpty()) {
      node.set("zone", Json.array(trace.zone().stream().map(ZoneJson::of).toList()));
    }
  }

  private static ObjectNode answer(DnsStep.Answer answer) {
    var node = Json.object().put("address", Json.address(answer.address()));
    node.set("ttlMs", Json.millis(answer.ttl()));
    return node;
  }

  private static ObjectNode query(DnsQuery query) {
    var node =
        Json.object()
            .put("server", query.server())
            .put("transport", query.transport())
            .put("name", query.name())
            .put("rcode", query.rcode())
            .put("failure", query.failure().map(FailureWord::word).orElse(null));
    node.set("addresses", Json.texts(query.addresses().stream().map(Json::address).toList()));
    node.set("tookMs", Json.millis(query.took()));
    return node;
  }

  /** Parses the output of {@link #of}. */
  public static DnsStep read(JsonCursor step) {
    return new DnsStep(
        step.text("resolver"),
        step.text("transport"),
        step.text("rcode"),
        step.list("answers", DnsJson::answer),
        step.flag("authenticated"),
        step.integer("retransmissions"),
        step.list("conflicting", DnsJson::answer),
        step.millis("tookMs"),
        trace(step));
  }

  private static DnsStep.Answer answer(JsonCursor answer) {
    return new DnsStep.Answer(answer.at("address").address(), answer.millis("ttlMs"));
  }

  /** Absent in reports of older coordinators; words of newer coordinators are ignored. */
  private static DnsTrace trace(JsonCursor step) {
    var words = listed(step, "notes", JsonCursor::text);
    return new DnsTrace(
        listed(step, "aliases", JsonCursor::text),
        Stream.of(DnsNote.values()).filter(note -> words.contains(note.word())).toList(),
        listed(step, "queries", DnsJson::query),
        listed(step, "zone", ZoneJson::read));
  }

  private static <T> List<T> listed(JsonCursor step, String field, Function<JsonCursor, T> reader) {
    return step.maybe(field).isPresent() ? step.list(field, reader) : List.of();
  }

  private static DnsQuery query(JsonCursor query) {
    Optional<FailureWord> failure = query.maybeText("failure").map(FailureWord::new);
    return new DnsQuery(
        query.text("server"),
        query.text("transport"),
        query.text("name"),
        query.text("rcode"),
        failure,
        query.list("addresses", JsonCursor::address),
        query.millis("tookMs"));
  }
}
