package dev.parallax.cli.live;

import dev.parallax.model.sweep.RoundReason;
import dev.parallax.report.words.Catalogue;
import dev.parallax.v1.RoundStarted;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sentences by which a running sweep is followed. */
final class ProgressWords {
  private final Catalogue catalogue;

  ProgressWords(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  String sweep(String id, int vantages) {
    return catalogue.progress("sweep", Map.of("id", id, "vantages", Integer.toString(vantages)));
  }

  String round(RoundStarted round) {
    return catalogue.progress(
        "round",
        Map.of(
            "number", Integer.toString(round.getNumber()),
            "reasons", reasons(round),
            "trials", Integer.toUnsignedString(round.getTrials())));
  }

  /** Without the trials, which a board counts itself. */
  String head(String id, RoundStarted round) {
    return catalogue.progress(
        "head",
        Map.of("id", id, "number", Integer.toString(round.getNumber()), "reasons", reasons(round)));
  }

  private String reasons(RoundStarted round) {
    return round.getReasonsList().stream().map(this::reason).collect(Collectors.joining("; "));
  }

  private String reason(String word) {
    return Stream.of(RoundReason.values())
        .filter(reason -> reason.word().equals(word))
        .map(catalogue::round)
        .findFirst()
        .orElse(word);
  }

  String all(String vantage, int trials, int failed, int notRun) {
    return catalogue.progress(
            "all",
            Map.of(
                "vantage", vantage,
                "trials", Integer.toString(trials),
                "failed", Integer.toString(failed)))
        + rest(notRun);
  }

  String partial(String vantage, int trials, int planned, int failed, int notRun) {
    return catalogue.progress(
            "some",
            Map.of(
                "vantage", vantage,
                "trials", Integer.toString(trials),
                "planned", Integer.toString(planned),
                "failed", Integer.toString(failed)))
        + rest(notRun);
  }

  private String rest(int notRun) {
    return notRun == 0
        ? ""
        : catalogue.progress("notRun", Map.of("count", Integer.toString(notRun)));
  }
}
