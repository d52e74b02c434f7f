package dev.parallax.web.watch;

import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import dev.parallax.report.words.Catalogue;
import dev.parallax.watch.incident.Finding;
import dev.parallax.web.request.Visit;
import java.time.Duration;
import java.time.Instant;

/** The words of incidents on pages. */
public final class IncidentText {
  private IncidentText() {}

  /** Blame, cause and scope in one sentence. */
  public static String sentence(Catalogue catalogue, Finding finding) {
    var scope = new Scope(finding.attribute(), finding.value(), finding.affected());
    return Cause.of(finding.cause())
        .map(cause -> catalogue.blame(finding.blame()) + " — " + catalogue.scoped(cause, scope))
        .orElseGet(() -> withoutCause(catalogue, finding));
  }

  private static String withoutCause(Catalogue catalogue, Finding finding) {
    return finding.isDecided()
        ? catalogue.blame(finding.blame()) + " — " + catalogue.page("incident.causes")
        : catalogue.page("incident.undecided");
  }

  /** A length of time in its largest whole unit, e.g. {@code 12 min}, {@code 1 h}. */
  static String length(Visit visit, Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds < 90 && seconds != 60) {
      return visit.say("length.seconds", "count", seconds);
    }
    if (seconds < 5_400 && seconds != 3_600) {
      return visit.say("length.minutes", "count", seconds / 60);
    }
    return seconds < 172_800 && seconds != 86_400
        ? visit.say("length.hours", "count", seconds / 3_600)
        : visit.say("length.days", "count", seconds / 86_400);
  }

  static String until(Visit visit, Instant at) {
    return length(visit, Duration.between(visit.now(), at));
  }
}
