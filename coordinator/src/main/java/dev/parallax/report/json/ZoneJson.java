package dev.parallax.report.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.ZoneAnswer;

/** Writes and parses the answer of an authoritative name server. */
final class ZoneJson {
  private ZoneJson() {}

  static ObjectNode of(ZoneAnswer answer) {
    var node =
        Json.object()
            .put("zone", answer.zone())
            .put("nameServer", answer.nameServer())
            .put("server", answer.server())
            .put("transport", answer.transport())
            .put("name", answer.name())
            .put("clientSubnet", answer.clientSubnet().orElse(null))
            .put("authoritative", answer.authoritative())
            .put("rcode", answer.rcode())
            .put("alias", answer.alias().orElse(null))
            .put("failure", answer.failure().map(FailureWord::word).orElse(null));
    node.set("addresses", Json.texts(answer.addresses().stream().map(Json::address).toList()));
    node.set("tookMs", Json.millis(answer.took()));
    return node;
  }

  /** Parses the output of {@link #of}. */
  static ZoneAnswer read(JsonCursor answer) {
    return new ZoneAnswer(
        answer.text("zone"),
        answer.text("nameServer"),
        answer.text("server"),
        answer.text("transport"),
        answer.text("name"),
        answer.maybeText("clientSubnet"),
        answer.flag("authoritative"),
        answer.text("rcode"),
        answer.maybeText("alias"),
        answer.maybeText("failure").map(FailureWord::new),
        answer.list("addresses", JsonCursor::address),
        answer.millis("tookMs"));
  }
}
