package dev.parallax.report.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Segment;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.json.Json;
import dev.parallax.report.words.Catalogue;
import java.util.Locale;

/** Writes a verdict, values and sentences. */
final class VerdictJson {
  private final Catalogue catalogue;

  VerdictJson(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  ObjectNode of(Target target, Verdict verdict) {
    var node = Json.object().put("blame", verdict.blame().name());
    node.set("segment", Json.text(verdict.segment().map(Segment::word)));
    node.set("hypothesis", Json.text(verdict.hypothesis().map(Cause::code)));
    node.set("mechanism", Json.text(verdict.hypothesis().map(Cause::word)));
    node.set("failure", Json.text(verdict.failure().map(FailureWord::word)));
    node.set("failureStep", Json.text(verdict.failureStep().map(Step::word)));
    node.set("scope", Json.line(scope(verdict.scope())));
    node.set("hops", verdict.hops().map(VerdictJson::hops).orElse(Json.none()));
    node.set("probability", Json.number(verdict.probability()));
    node.put("calibrated", verdict.calibrated()).put("grade", verdict.grade().word());
    node.put("headline", catalogue.headline(verdict));
    node.set("explains", Json.line(Json.texts(verdict.explains())));
    node.set("evidence", Json.array(verdict.evidence().stream().map(this::evidence).toList()));
    node.set(
        "credibleSet",
        Json.array(verdict.credibleSet().stream().map(VerdictJson::candidate).toList()));
    node.set("notRun", Json.line(Json.texts(verdict.notRun().stream().map(Arm::word).toList())));
    node.set("nextProbes", Json.array(verdict.nextProbes().stream().map(this::nextProbe).toList()));
    node.set("remedies", Json.texts(catalogue.remedies(target, verdict)));
    return node;
  }

  private static ObjectNode scope(Scope scope) {
    var node = Json.object().put("attribute", scope.attribute().word()).put("value", scope.value());
    node.set("vantages", Json.texts(scope.vantages()));
    return node;
  }

  private static JsonNode hops(Verdict.Hops hops) {
    return Json.object().put("from", hops.from()).put("to", hops.to()).put("of", hops.of());
  }

  private JsonNode evidence(Evidence evidence) {
    var node =
        Json.object().put("text", catalogue.evidence(evidence)).put("kind", evidence.kind().word());
    node.set("parameters", Json.texts(evidence.parameters()));
    node.set("failing", Json.texts(evidence.failing()));
    node.set("controls", Json.texts(evidence.controls()));
    node.set("weight", Json.number(evidence.weight()));
    return Json.line(node);
  }

  static JsonNode candidate(Candidate candidate) {
    var node = Json.object().put("hypothesis", candidate.hypothesis().code());
    node.put("mechanism", candidate.hypothesis().word());
    node.set("scope", scope(candidate.scope()));
    node.set("probability", Json.number(candidate.probability()));
    return Json.line(node);
  }

  JsonNode nextProbe(NextProbe next) {
    var node = Json.object().put("arm", next.arm().word());
    node.set("vantages", Json.texts(next.vantages()));
    node.set("gain", Json.number(next.gain()));
    node.put("why", catalogue.why(next)).put("kind", next.why().name().toLowerCase(Locale.ROOT));
    node.set("parameters", Json.texts(next.parameters()));
    return Json.line(node);
  }
}
