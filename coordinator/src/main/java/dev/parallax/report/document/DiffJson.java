package dev.parallax.report.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Segment;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.Change;
import dev.parallax.report.Diff;
import dev.parallax.report.TargetDiff;
import dev.parallax.report.json.Json;
import java.util.List;

/** Writes the differences between two sweeps as a JSON document. */
public final class DiffJson {
  private DiffJson() {}

  /** All comparisons in one document. */
  public static String write(List<Diff> diffs) {
    var node = Json.object().put("schemaVersion", JsonReport.SCHEMA_VERSION);
    node.set("comparisons", Json.array(diffs.stream().map(DiffJson::of).toList()));
    return Json.indented(node);
  }

  private static ObjectNode of(Diff diff) {
    var node = Json.object();
    head(node, diff);
    node.set("targets", Json.array(diff.targets().stream().map(DiffJson::target).toList()));
    node.set("onlyBefore", Json.texts(diff.onlyBefore()));
    node.set("onlyAfter", Json.texts(diff.onlyAfter()));
    return node;
  }

  /** The comparison of one target with its last healthy sweep, in the document of a report. */
  static ObjectNode lastHealthy(Diff diff, TargetDiff target) {
    var node = Json.object();
    head(node, diff);
    node.setAll(target(target));
    node.remove("target");
    return node;
  }

  private static void head(ObjectNode node, Diff diff) {
    node.set("before", moment(diff.before()));
    node.set("after", moment(diff.after()));
    node.set("firstOtherwise", diff.firstOtherwise().map(DiffJson::moment).orElse(Json.none()));
  }

  private static JsonNode moment(Diff.Moment moment) {
    return Json.line(
        Json.object()
            .put("sweepId", moment.sweep().value())
            .put("startedAt", moment.startedAt().toString())
            .put("answered", moment.coverage().answered())
            .put("requested", moment.coverage().requested()));
  }

  private static ObjectNode target(TargetDiff target) {
    var node = Json.object().put("target", target.target().name());
    node.set("verdictsBefore", verdicts(target.before()));
    node.set("verdictsAfter", verdicts(target.after()));
    node.set(
        "changes",
        Json.array(
            target.changes().stream().map(difference -> change(target, difference)).toList()));
    node.set("unchanged", Json.line(Json.texts(target.same().stream().map(Json::word).toList())));
    node.set("compared", Json.line(Json.texts(target.compared())));
    node.set("vantagesOnlyBefore", Json.line(Json.texts(target.onlyBefore())));
    node.set("vantagesOnlyAfter", Json.line(Json.texts(target.onlyAfter())));
    return node;
  }

  private static JsonNode verdicts(List<Verdict> verdicts) {
    return Json.array(verdicts.stream().map(DiffJson::verdict).toList());
  }

  private static JsonNode verdict(Verdict verdict) {
    var node = Json.object().put("blame", verdict.blame().name());
    node.set("segment", Json.text(verdict.segment().map(Segment::word)));
    node.set("hypothesis", Json.text(verdict.hypothesis().map(Cause::code)));
    node.set("mechanism", Json.text(verdict.hypothesis().map(Cause::word)));
    node.set("probability", Json.number(verdict.probability()));
    return Json.line(node);
  }

  private static JsonNode change(TargetDiff target, Change change) {
    var node =
        Json.object()
            .put("aspect", Json.word(change.aspect()))
            .put("before", change.before())
            .put("after", change.after())
            .put("whereItFails", target.isWhereItFails(change));
    node.set("vantages", Json.texts(change.where()));
    return Json.line(node);
  }
}
