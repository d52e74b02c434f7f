package dev.parallax.report.document;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.report.Report;
import dev.parallax.report.json.Json;
import dev.parallax.report.json.ResultJson;
import dev.parallax.report.words.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.Optional;

/** Writes each result as one line on arrival, flushed, and the summary as the last line. */
public final class JsonlReport {
  private final Writer out;
  private final Catalogue catalogue;

  public JsonlReport(Writer out, Catalogue catalogue) {
    this.out = out;
    this.catalogue = catalogue;
  }

  /**
   * Writes one result with its target.
   *
   * @param inside absent while unknown; the summary contains it
   */
  public void result(Observation seen, Optional<Boolean> inside) {
    var node = ResultJson.of(seen);
    node.put("target", seen.key().target()).put("planHash", seen.planHash());
    inside.ifPresent(known -> node.put("inside", known));
    line(Json.compact(node));
  }

  /** The document without its results. */
  public void summary(Report report) {
    line(JsonReport.summary(report, catalogue));
  }

  /** All results of a finished sweep, each once, and the summary. */
  public void whole(Report report) {
    var written = new HashSet<TrialKey>();
    for (var results : report.sweep().targets()) {
      for (var seen : results.observations()) {
        if (written.add(seen.key())) {
          result(seen, Optional.of(results.inside().containsKey(seen.key().vantage())));
        }
      }
    }
    summary(report);
  }

  private void line(String text) {
    try {
      out.write(text + "\n");
      out.flush();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
