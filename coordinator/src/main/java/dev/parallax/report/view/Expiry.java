package dev.parallax.report.view;

import dev.parallax.model.Arm;
import dev.parallax.model.CertificateFacts;
import dev.parallax.model.VantageId;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/** Reports the certificates of a target that expire soon, or have expired. */
public final class Expiry {
  private static final long SOON_DAYS = 30;
  private static final int SHOWN = 5;

  private final ObservationGrid grid;
  private final Instant now;
  private final Catalogue catalogue;

  public Expiry(ObservationGrid grid, Instant now, Catalogue catalogue) {
    this.grid = grid;
    this.now = now;
    this.catalogue = catalogue;
  }

  public List<String> lines(TextWidth width) {
    var lines = new ArrayList<String>();
    texts().forEach(text -> lines.addAll(width.wrap("", "  ", text)));
    return lines;
  }

  /**
   * A sentence for each leaf the base probe was shown that expires soon, the next to expire first.
   */
  public List<String> texts() {
    return shownTo().entrySet().stream()
        .filter(entry -> entry.getKey().daysLeft(now) < SOON_DAYS)
        .sorted(Comparator.comparing(entry -> entry.getKey().notAfter()))
        .limit(SHOWN)
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Map<CertificateFacts, SequencedSet<VantageId>> shownTo() {
    var shown = new LinkedHashMap<CertificateFacts, SequencedSet<VantageId>>();
    for (var vantage : grid.vantages()) {
      leaves(vantage.id())
          .forEach(
              leaf -> shown.computeIfAbsent(leaf, key -> new LinkedHashSet<>()).add(vantage.id()));
    }
    return shown;
  }

  /** The certificates with valid dates. */
  private Stream<CertificateFacts> leaves(VantageId vantage) {
    return grid.ran(vantage, Arm.BASE).stream()
        .flatMap(seen -> seen.steps().tls().stream())
        .map(tls -> tls.chain().stream().findFirst())
        .flatMap(Optional::stream)
        .filter(leaf -> leaf.notAfter().isAfter(Instant.EPOCH));
  }

  private String line(CertificateFacts leaf, SequencedSet<VantageId> who) {
    long days = leaf.daysLeft(now);
    var heading = days > 0 ? Heading.EXPIRES : days == 0 ? Heading.EXPIRES_TODAY : Heading.EXPIRED;
    return catalogue.heading(
        heading,
        Map.of(
            "sha256", leaf.sha256(),
            "days", Long.toString(Math.abs(days)),
            "who", catalogue.names(List.copyOf(who))));
  }
}
