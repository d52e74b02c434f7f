package dev.parallax.report.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.RoundEnd;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.json.Json;
import dev.parallax.report.json.JsonCursor;
import dev.parallax.report.json.MalformedReportException;
import dev.parallax.report.json.ResultReader;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parses the sweep of a document from {@link JsonReport}. Verdicts and unknown fields are skipped;
 * unknown failure words are kept.
 */
public final class JsonReportReader {
  private JsonReportReader() {}

  /**
   * The sweep of a document.
   *
   * @throws MalformedReportException when the text is not such a document, or has a newer schema
   */
  public static Sweep read(String text) {
    try {
      return sweep(new JsonCursor(Json.MAPPER.readTree(text), "$"));
    } catch (JsonProcessingException malformed) {
      var place = malformed.getLocation();
      throw new MalformedReportException(
          "expected a JSON report, got something else at line "
              + place.getLineNr()
              + ", column "
              + place.getColumnNr());
    }
  }

  private static Sweep sweep(JsonCursor document) {
    document.expect(document.node().isObject(), "a JSON report");
    var version = document.integer("schemaVersion");
    document
        .at("schemaVersion")
        .expect(
            version == JsonReport.SCHEMA_VERSION,
            version > JsonReport.SCHEMA_VERSION ? "at most 1, this one is newer" : "1");
    var id = document.at("sweepId").as("a sweep id of a-z 0-9 -", SweepId::new);
    var rounds = document.list("rounds", JsonReportReader::round);
    var results = new ResultReader(id, planHashes(rounds));
    return new Sweep(
        id,
        document.instant("startedAt"),
        document.millis("tookMs"),
        document.maybe("deadlineHit").isPresent() && document.flag("deadlineHit"),
        document.list("vantages", vantage -> vantage.bind(Vantage.class)),
        rounds,
        document.at("coverage").bind(Coverage.class),
        document.list("targets", target -> target(target, results)),
        document
            .maybe("sightings")
            .map(sightings -> sightings.items(seen -> seen.bind(Sighting.class)))
            .orElse(List.of()),
        document
            .maybe("family")
            .map(family -> family.word(Family.values(), Family::word))
            .orElse(Family.ANY));
  }

  private static Map<Integer, String> planHashes(List<Round> rounds) {
    return rounds.stream()
        .collect(Collectors.toMap(Round::number, Round::planHash, (first, again) -> first));
  }

  private static Round round(JsonCursor round) {
    return new Round(
        round.integer("number"),
        round.text("planHash"),
        Stream.of(round.text("reason").split(","))
            .filter(word -> !word.isEmpty())
            .map(word -> reason(round.at("reason"), word))
            .toList(),
        round.integer("handshakes"),
        round.maybe("asked").map(asked -> round.integer("asked")),
        round.maybe("ended").map(ended -> ended.word(RoundEnd.values(), RoundEnd::word)));
  }

  private static RoundReason reason(JsonCursor place, String word) {
    return Stream.of(RoundReason.values())
        .filter(reason -> reason.word().equals(word))
        .findFirst()
        .orElseThrow(() -> place.refusal("reasons for a round, joined by commas"));
  }

  private static TargetResults target(JsonCursor target, ResultReader results) {
    var name = target.at("target").target();
    return new TargetResults(
        name,
        inside(target),
        target.list("results", result -> results.read(result, name.name())),
        target.maybe("coordinatorDns").map(step -> step.bind(DnsStep.class)),
        target.maybe("exchange").map(JsonCursor::exchange).orElse(Exchange.DEFAULT),
        target.maybe("history").map(before -> before.bind(TargetHistory.class)));
  }

  /** As declared; in a document without a declaration, the vantages whose results declare it. */
  private static Map<VantageId, Optional<InetAddress>> inside(JsonCursor target) {
    var inside = new TreeMap<VantageId, Optional<InetAddress>>();
    if (target.maybe("inside").isPresent()) {
      target
          .list("inside", entry -> entry)
          .forEach(entry -> inside.put(entry.at("vantage").vantage(), route(entry)));
      return inside;
    }
    target.list("results", result -> result).stream()
        .filter(result -> result.flag("inside"))
        .forEach(result -> inside.put(result.at("vantage").vantage(), Optional.empty()));
    return inside;
  }

  private static Optional<InetAddress> route(JsonCursor inside) {
    return inside.maybe("route").map(JsonCursor::address);
  }
}
