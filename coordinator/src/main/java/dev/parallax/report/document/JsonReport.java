package dev.parallax.report.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.Report;
import dev.parallax.report.facts.ClientHelloTie;
import dev.parallax.report.json.Json;
import dev.parallax.report.json.ResultJson;
import dev.parallax.report.words.Catalogue;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes the JSON document that {@code sweep.schema.json} defines. Contains all inputs of a
 * verdict, so that {@link JsonReportReader} returns the same sweep, except the DER of certificates.
 */
public final class JsonReport {
  static final int SCHEMA_VERSION = 1;
  private final Report report;
  private final VerdictJson verdicts;
  private final Catalogue catalogue;
  private final Map<Integer, String> planHashes;

  private JsonReport(Report report, Catalogue catalogue) {
    this.report = report;
    this.catalogue = catalogue;
    this.verdicts = new VerdictJson(catalogue);
    this.planHashes =
        report.sweep().rounds().stream()
            .collect(Collectors.toMap(Round::number, Round::planHash, (first, again) -> first));
  }

  /** The whole document, indented, one result a line. */
  public static String write(Report report, Catalogue catalogue) {
    return Json.indented(new JsonReport(report, catalogue).document(true));
  }

  /** The document without its results, on one line. */
  public static String summary(Report report, Catalogue catalogue) {
    return Json.compact(new JsonReport(report, catalogue).document(false));
  }

  /** The whole document, on one line. */
  public static String compact(Report report, Catalogue catalogue) {
    return Json.compact(new JsonReport(report, catalogue).document(true));
  }

  private ObjectNode document(boolean withResults) {
    var sweep = report.sweep();
    var node = head(sweep);
    node.set("rounds", lines(sweep.rounds(), JsonReport::round));
    node.set("vantages", lines(sweep.vantages(), JsonReport::vantage));
    node.set("coverage", coverage(sweep.coverage()));
    node.set(
        "targets",
        Json.array(sweep.targets().stream().map(seen -> target(seen, withResults)).toList()));
    node.set("sightings", lines(sweep.sightings(), Json::of));
    return node;
  }

  private ObjectNode head(Sweep sweep) {
    var node =
        Json.object()
            .put("schemaVersion", SCHEMA_VERSION)
            .put("sweepId", sweep.id().value())
            .put("startedAt", sweep.startedAt().toString());
    node.set("tookMs", Json.millis(sweep.took()));
    if (sweep.family() != Family.ANY) {
      node.put("family", sweep.family().word());
    }
    return node.put("exitCode", report.exit().code().code())
        .put("exitReason", catalogue.exit(report.exit()))
        .put("deadlineHit", sweep.deadlineHit());
  }

  private static ObjectNode round(Round round) {
    var reasons = round.reasons().stream().map(RoundReason::word);
    var node =
        Json.object()
            .put("number", round.number())
            .put("planHash", round.planHash())
            .put("reason", reasons.collect(Collectors.joining(",")))
            .put("handshakes", round.handshakes());
    round.asked().ifPresent(asked -> node.put("asked", asked));
    round.ended().ifPresent(ended -> node.put("ended", ended.word()));
    return node;
  }

  /** With a field that earlier versions filled. */
  private static ObjectNode vantage(Vantage vantage) {
    ObjectNode node = Json.of(vantage);
    node.set("noise", Json.object());
    return node;
  }

  private static ObjectNode coverage(Coverage coverage) {
    ObjectNode node = Json.of(coverage);
    for (var field : List.of("missing", "partial")) {
      if (node.get(field) instanceof ArrayNode array) {
        node.set(field, Json.array(array.valueStream().map(Json::line).toList()));
      }
    }
    return node;
  }

  private ObjectNode target(TargetResults results, boolean withResults) {
    var node = Json.object().put("target", results.target().name());
    node.set(
        "inside",
        lines(
            List.copyOf(results.inside().entrySet()),
            entry -> inside(entry.getKey().name(), entry.getValue())));
    if (!results.exchange().isDefault()) {
      node.set("exchange", Json.line(Json.texts(results.exchange().words())));
    }
    results.coordinatorDns().ifPresent(step -> node.set("coordinatorDns", Json.of(step)));
    results.history().ifPresent(before -> node.set("history", Json.of(before)));
    var ties = ClientHelloTie.of(results);
    if (!ties.isEmpty()) {
      node.set("clientHelloTies", lines(ties, JsonReport::tie));
    }
    var judged = report.verdictsOn(results).map(TargetVerdicts::verdicts).orElse(List.of());
    node.set(
        "verdicts",
        Json.array(
            judged.stream().map(verdict -> verdicts.of(results.target(), verdict)).toList()));
    report
        .pastOf(results)
        .ifPresent(
            past -> node.set("lastHealthy", DiffJson.lastHealthy(past.diff(), past.target())));
    if (withResults) {
      node.set("results", lines(results.observations(), seen -> result(results, seen)));
    }
    return node;
  }

  private static ObjectNode tie(ClientHelloTie tie) {
    var node = Json.object();
    var sides = tie.sides().stream().map(side -> side.stream().map(VantageId::name).toList());
    node.set("sides", Json.array(sides.map(Json::texts).toList()));
    return node;
  }

  private static ObjectNode inside(String vantage, Optional<InetAddress> route) {
    var node = Json.object().put("vantage", vantage);
    node.set("route", Json.address(route));
    return node;
  }

  private ObjectNode result(TargetResults results, Observation seen) {
    var node = ResultJson.of(seen);
    var key = seen.key();
    node.put("inside", results.inside().containsKey(key.vantage()));
    if (!key.target().equals(standing(results, seen))) {
      node.put("target", key.target());
    }
    if (!seen.planHash().equals(planHashes.get(key.round()))) {
      node.put("planHash", seen.planHash());
    }
    return node;
  }

  /** The target of an observation for a result without a target of its own. */
  static String standing(TargetResults results, Observation seen) {
    return seen.key().arm() == Arm.REFERENCE ? seen.key().variant() : results.target().name();
  }

  private static <T> JsonNode lines(List<T> values, Function<T, ? extends JsonNode> write) {
    return Json.array(values.stream().map(value -> Json.line(write.apply(value))).toList());
  }
}
