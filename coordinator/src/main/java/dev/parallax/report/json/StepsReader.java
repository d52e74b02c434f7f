package dev.parallax.report.json;

import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.ReceivedData;
import dev.parallax.model.observation.RedirectEnd;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import java.util.List;
import java.util.stream.Stream;

/** Parses the output of {@link StepsJson}. */
final class StepsReader {
  private StepsReader() {}

  static Steps read(JsonCursor steps) {
    return new Steps(
        steps.maybe("dns").map(DnsJson::read),
        steps.maybe("tcp").map(StepsReader::tcp),
        steps.maybe("tls").map(TlsReader::read),
        steps.maybe("http").map(StepsReader::http),
        steps.maybe("path").map(PathReader::path),
        steps.maybe("packets").map(PathReader::packets));
  }

  private static TcpStep tcp(JsonCursor step) {
    return new TcpStep(
        step.at("address").address(),
        step.integer("port"),
        step.integer("localPort"),
        step.millis("tookMs"),
        step.maybe("info").map(StepsReader::info));
  }

  private static TcpStep.TcpInfo info(JsonCursor info) {
    return new TcpStep.TcpInfo(
        info.millis("rttMs"),
        info.millis("minRttMs"),
        info.integer("retransmits"),
        info.integer("unacked"),
        info.bytes("bytesAcked"),
        info.integer("mss"),
        info.integer("pathMtu"));
  }

  private static HttpStep http(JsonCursor step) {
    return new HttpStep(
        step.text("version"),
        step.integer("status"),
        step.texts("headers"),
        step.list("redirects", JsonCursor::text),
        step.text("bodyHash"),
        step.maybeText("title"),
        step.millis("tookMs"),
        notes(step),
        step.maybe("received").map(StepsReader::received),
        step.maybe("redirectEnd").map(StepsReader::redirectEnd));
  }

  private static RedirectEnd redirectEnd(JsonCursor end) {
    return new RedirectEnd(
        end.text("location"),
        end.integer("requests"),
        end.integer("status"),
        end.maybe("failure").map(failed -> ResultReader.failure(end)),
        end.text("notRequested"));
  }

  private static ReceivedData received(JsonCursor data) {
    return new ReceivedData(data.bytes("bytes"), data.bytes("segments"));
  }

  /** Absent in reports of older coordinators; words of newer ones are ignored. */
  private static List<HttpNote> notes(JsonCursor step) {
    var words =
        step.maybe("notes").isPresent() ? step.list("notes", JsonCursor::text) : List.<String>of();
    return Stream.of(HttpNote.values()).filter(note -> words.contains(note.word())).toList();
  }
}
