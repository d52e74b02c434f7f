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
    for (var one : coverage.missing()) {
      alike
          .computeIfAbsent(new Reason(one.reason(), one.detail()), reason -> new ArrayList<>())
          .add(one.vantage());
    }
    var texts = new ArrayList<String>();
    alike.entrySet().stream()
        .limit(SHOWN)
        .forEach(entry -> texts.add(text(entry.getKey(), entry.getValue(), catalogue)));
    int rest = alike.values().stream().skip(SHOWN).mapToInt(List::size).sum();
    if (rest > 0) {
      texts.add(catalogue.heading(Heading.MISSING_MORE, Map.of("count", Integer.toString(rest))));
    }
    coverage.partial().stream().limit(SHOWN).forEach(one -> texts.add(text(one, catalogue)));
    int others = coverage.partial().size() - SHOWN;
    if (others > 0) {
      texts.add(catalogue.heading(Heading.MISSING_MORE, Map.of("count", Integer.toString(others))));
    }
    return texts;
  }

  private static String text(Coverage.Partial one, Catalogue catalogue) {
    return catalogue.heading(
        Heading.PARTIAL,
        Map.of(
            "vantage", catalogue.names(List.of(one.vantage())),
            "reported", Integer.toString(one.reported()),
            "planned", Integer.toString(one.planned())));
  }

  private static String text(Reason reason, List<VantageId> who, Catalogue catalogue) {
    var detail = reason.detail().isEmpty() ? "" : " (" + Printable.of(reason.detail()) + ")";
    return catalogue.heading(
        Heading.MISSING,
        Map.of(
            "vantage", catalogue.names(who), "reason", catalogue.notRun(reason.reason()) + detail));
  }
}
