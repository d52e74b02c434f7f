package dev.parallax.report.words;

import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.Aspect;
import dev.parallax.report.Change;
import dev.parallax.report.Diff;
import dev.parallax.report.TargetDiff;
import dev.parallax.report.layout.TextCells;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sentences of a comparison in time, for any form it is printed in. */
public final class DiffWords {
  private final Catalogue catalogue;

  public DiffWords(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** {@code ORIGIN / edge E2}, all that were reached. */
  public String verdicts(List<Verdict> verdicts) {
    return verdicts.isEmpty()
        ? catalogue.blame(Blame.INCONCLUSIVE)
        : verdicts.stream().map(this::verdict).collect(Collectors.joining("; "));
  }

  private String verdict(Verdict verdict) {
    return catalogue.place(verdict)
        + verdict.hypothesis().map(cause -> " " + cause.named()).orElse("");
  }

  /** From which verdicts to which. */
  public String turn(TargetDiff target) {
    var then = verdicts(target.before());
    var now = verdicts(target.after());
    return then.equals(now)
        ? catalogue.heading(Heading.DIFF_STILL) + " " + now
        : then + " → " + now;
  }

  public String moment(Diff.Moment moment) {
    return moment.sweep() + " · " + moment.startedAt().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The time since when the change exists, and the time without sweeps before. */
  public Optional<String> since(Diff diff) {
    return diff.firstOtherwise()
        .map(
            first ->
                catalogue.heading(
                    Heading.DIFF_SINCE,
                    Map.of(
                        "time", first.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                        "sweep", first.sweep().value(),
                        "gap", gap(diff.before(), first))));
  }

  private static String gap(Diff.Moment from, Diff.Moment to) {
    var gap = TextCells.offset(Duration.between(from.startedAt(), to.startedAt()));
    return gap.startsWith("+") ? gap.substring(1) : gap;
  }

  public String aspect(Aspect aspect) {
    return catalogue.aspect(aspect);
  }

  /** {@code 192.0.2.10 → 192.0.2.11}. */
  public String way(Change change) {
    return value(change.before()) + " → " + value(change.after());
  }

  private String value(String value) {
    return value.isEmpty() ? catalogue.heading(Heading.DIFF_PASSES) : value;
  }

  public String where(TargetDiff diff, Change change) {
    if (diff.isWhereItFails(change)) {
      return catalogue.heading(
          Heading.DIFF_WHERE_IT_FAILS, Map.of("who", catalogue.names(change.where())));
    }
    return change.where().equals(diff.compared())
        ? catalogue.heading(Heading.DIFF_EVERYWHERE)
        : catalogue.heading(Heading.DIFF_AT, Map.of("who", catalogue.names(change.where())));
  }

  /** The unchanged aspects, and the vantages without a comparison. */
  public List<String> notes(Diff diff, TargetDiff target) {
    var notes = new ArrayList<String>();
    if (!target.same().isEmpty()) {
      var same = target.same().stream().map(this::aspect).collect(Collectors.joining(", "));
      notes.add(catalogue.heading(Heading.DIFF_SAME, Map.of("what", same)));
    }
    names(target.onlyBefore(), Heading.DIFF_ONLY_BEFORE).ifPresent(notes::add);
    names(target.onlyAfter(), Heading.DIFF_ONLY_AFTER).ifPresent(notes::add);
    coverage(diff).ifPresent(notes::add);
    return notes;
  }

  private Optional<String> names(List<VantageId> vantages, Heading heading) {
    return vantages.isEmpty()
        ? Optional.empty()
        : Optional.of(catalogue.heading(heading, Map.of("who", catalogue.names(vantages))));
  }

  private Optional<String> coverage(Diff diff) {
    var then = diff.before().coverage();
    var now = diff.after().coverage();
    return then.answered() == now.answered() && then.requested() == now.requested()
        ? Optional.empty()
        : Optional.of(
            catalogue.heading(
                Heading.DIFF_COVERAGE,
                Map.of(
                    "before", then.answered() + "/" + then.requested(),
                    "after", now.answered() + "/" + now.requested())));
  }

  /** Targets without a comparison, because one sweep does not contain them. */
  public List<String> strangers(Diff diff) {
    var lines = new ArrayList<String>();
    diff.onlyBefore().forEach(name -> lines.add(stranger(Heading.DIFF_TARGET_GONE, name)));
    diff.onlyAfter().forEach(name -> lines.add(stranger(Heading.DIFF_TARGET_NEW, name)));
    return lines;
  }

  private String stranger(Heading heading, String name) {
    return catalogue.heading(heading, Map.of("target", name));
  }
}
