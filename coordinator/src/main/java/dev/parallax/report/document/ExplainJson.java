package dev.parallax.report.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.Segment;
import dev.parallax.report.Report;
import dev.parallax.report.explain.RefutationOutcome;
import dev.parallax.report.explain.VerdictExplanation;
import dev.parallax.report.facts.ArmNotRun;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.json.Json;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.EvidenceStrength;
import dev.parallax.report.words.ExplainWords;
import java.util.List;
import java.util.Optional;

/** Writes the explanation of a sweep's verdicts as one JSON document, with values and sentences. */
public final class ExplainJson {
  private final Report report;
  private final Catalogue catalogue;
  private final ExplainWords words;

  private ExplainJson(Report report, Catalogue catalogue) {
    this.report = report;
    this.catalogue = catalogue;
    this.words = new ExplainWords(catalogue);
  }

  public static String write(Report report, Catalogue catalogue) {
    return Json.indented(new ExplainJson(report, catalogue).document());
  }

  private ObjectNode document() {
    var exit = report.exit();
    var node =
        Json.object()
            .put("schemaVersion", JsonReport.SCHEMA_VERSION)
            .put("sweepId", report.sweep().id().value())
            .put("startedAt", report.sweep().startedAt().toString())
            .put("exitCode", exit.code().code())
            .put("exitReason", catalogue.exit(exit));
    node.set("targets", Json.array(report.sweep().targets().stream().map(this::target).toList()));
    return node;
  }

  private ObjectNode target(TargetResults results) {
    var grid = new ObservationGrid(results, report.sweep().vantages());
    var all =
        report
            .verdictsOn(results)
            .map(judged -> VerdictExplanation.of(grid, judged))
            .orElse(List.of());
    var unexplained =
        all.stream().findFirst().map(VerdictExplanation::unexplained).orElse(List.of());
    var node = Json.object().put("target", results.target().name());
    node.set(
        "verdicts",
        Json.array(all.stream().map(explanation -> verdict(grid, explanation)).toList()));
    node.set("unexplained", Json.line(Json.texts(unexplained)));
    return node;
  }

  private ObjectNode verdict(ObservationGrid grid, VerdictExplanation explanation) {
    var verdict = explanation.verdict();
    var target = grid.results().target();
    var node = Json.object().put("blame", verdict.blame().name());
    node.set("segment", Json.text(verdict.segment().map(Segment::word)));
    node.set("hypothesis", Json.text(verdict.hypothesis().map(Cause::code)));
    node.set("mechanism", Json.text(verdict.hypothesis().map(Cause::word)));
    node.put("headline", catalogue.headline(verdict));
    node.set("probability", Json.number(verdict.probability()));
    node.put("calibrated", verdict.calibrated()).put("grade", verdict.grade().word());
    node.set("against", against(explanation));
    node.set("supports", findings(explanation.supports()));
    node.set("opposes", findings(explanation.opposes()));
    node.set("context", findings(explanation.context()));
    node.set("refutedBy", Json.array(tests(target, explanation)));
    node.set(
        "notRun",
        Json.array(ArmNotRun.of(grid, verdict.notRun()).stream().map(this::unrun).toList()));
    node.set(
        "credibleSet",
        Json.array(verdict.credibleSet().stream().map(VerdictJson::candidate).toList()));
    var next = new VerdictJson(catalogue);
    node.set("nextProbes", Json.array(verdict.nextProbes().stream().map(next::nextProbe).toList()));
    return node;
  }

  private static JsonNode against(VerdictExplanation explanation) {
    return explanation.against().map(VerdictJson::candidate).orElse(Json.none());
  }

  private JsonNode findings(List<Evidence> evidence) {
    return Json.array(evidence.stream().map(this::finding).toList());
  }

  private JsonNode finding(Evidence evidence) {
    var node =
        Json.object()
            .put("text", catalogue.evidence(evidence))
            .put("kind", evidence.kind().word())
            .put("factor", EvidenceStrength.factor(evidence.weight()));
    node.set("weight", Json.number(evidence.weight()));
    node.set("failing", Json.texts(evidence.failing()));
    node.set("controls", Json.texts(evidence.controls()));
    return Json.line(node);
  }

  private List<JsonNode> tests(Target target, VerdictExplanation explanation) {
    return explanation.tests().stream().map(test -> test(target, explanation, test)).toList();
  }

  private JsonNode test(Target target, VerdictExplanation explanation, RefutationOutcome test) {
    var node =
        Json.object()
            .put("text", catalogue.refutation(target, explanation.verdict(), test.refutation()))
            .put("kind", Json.word(test.refutation()))
            .put("state", test.state().word());
    node.set("arm", Json.text(Optional.of(test).flatMap(ExplainJson::arm)));
    node.set("looked", Json.texts(test.looked()));
    node.set("seen", Json.texts(test.seen()));
    return Json.line(node);
  }

  private static Optional<String> arm(RefutationOutcome test) {
    return test.refutation().count().map(count -> count.arm().word());
  }

  private JsonNode unrun(ArmNotRun unrun) {
    return Json.line(Json.object().put("arm", unrun.arm().word()).put("text", words.unrun(unrun)));
  }
}
