package dev.parallax.report.words;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports the vantages without an observation; those with the same reason share a sentence. */
public final class MissingVantagesText {
  private static final int SHOWN = 10;

  private MissingVantagesText() {}

  private record Reason(NotRunReason reason, String detail) {}

  public static List<String> texts(Coverage coverage, Catalogue catalogue) {
    var alike = new LinkedHashMap<Reason, List<VantageId>>();
    for (var missing : coverage.missing()) {
      alike
          .computeIfAbsent(
              new Reason(missing.reason(), missing.detail()), reason -> new ArrayList<>())
          .add(missing.vantage());
    }
    var texts = new ArrayList<String>();
    alike.entrySet().stream()
        .limit(SHOWN)
        .forEach(entry -> texts.add(text(entry.getKey(), entry.getValue(), catalogue)));
    int rest = alike.values().stream().skip(SHOWN).mapToInt(List::size).sum();
    if (rest > 0) {
      texts.add(catalogue.heading(Heading.MISSING_MORE, Map.of("count", Integer.toString(rest))));
    }
    coverage.partial().stream()
        .limit(SHOWN)
        .forEach(partial -> texts.add(text(partial, catalogue)));
    int remaining = coverage.partial().size() - SHOWN;
    if (remaining > 0) {
      texts.add(
          catalogue.heading(Heading.MISSING_MORE, Map.of("count", Integer.toString(remaining))));
    }
    return texts;
  }

  private static String text(Coverage.Partial partial, Catalogue catalogue) {
    return catalogue.heading(
        Heading.PARTIAL,
        Map.of(
            "vantage", catalogue.names(List.of(partial.vantage())),
            "reported", Integer.toString(partial.reported()),
            "planned", Integer.toString(partial.planned())));
  }

  private static String text(Reason reason, List<VantageId> vantages, Catalogue catalogue) {
    var detail = reason.detail().isEmpty() ? "" : " (" + Printable.of(reason.detail()) + ")";
    return catalogue.heading(
        Heading.MISSING,
        Map.of(
            "vantage",
            catalogue.names(vantages),
            "reason",
            catalogue.notRun(reason.reason()) + detail));
  }
}
