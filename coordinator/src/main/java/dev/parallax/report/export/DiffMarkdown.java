package dev.parallax.report.export;

import dev.parallax.report.Diff;
import dev.parallax.report.TargetDiff;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.DiffWords;
import dev.parallax.report.words.Heading;
import dev.parallax.text.CiLog;
import java.util.List;

/** Writes the differences between two sweeps as GitHub-flavoured Markdown. */
public final class DiffMarkdown {
  private final Catalogue catalogue;
  private final DiffWords words;
  private final StringBuilder out = new StringBuilder();

  private DiffMarkdown(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.words = new DiffWords(catalogue);
  }

  public static String write(Diff diff, Catalogue catalogue) {
    var markdown = new DiffMarkdown(catalogue);
    markdown.all(diff);
    return CiLog.inert(markdown.out.toString());
  }

  /** The comparison with the last healthy sweep, for a report. */
  static List<String> lines(Diff diff, TargetDiff target, Catalogue catalogue) {
    var markdown = new DiffMarkdown(catalogue);
    var title = catalogue.heading(Heading.DIFF_LAST_HEALTHY);
    var moment = markdown.words.moment(diff.before());
    markdown.out.append("### ").append(MarkdownReport.escaped(title + " (" + moment + ")"));
    markdown.out.append("\n\n");
    markdown.body(diff, target);
    return markdown.out.append('\n').toString().lines().toList();
  }

  private void all(Diff diff) {
    row("", catalogue.heading(Heading.DIFF_BEFORE), catalogue.heading(Heading.DIFF_AFTER));
    out.append("|---|---|---|\n");
    row(catalogue.heading(Heading.SWEEP), words.moment(diff.before()), words.moment(diff.after()));
    diff.targets().forEach(target -> target(diff, target));
    bullets(words.strangers(diff));
  }

  private void target(Diff diff, TargetDiff target) {
    out.append("\n### ").append(MarkdownReport.escaped(target.target().name())).append("\n\n");
    body(diff, target);
  }

  private void body(Diff diff, TargetDiff target) {
    row("", catalogue.heading(Heading.DIFF_CHANGE), catalogue.heading(Heading.DIFF_WHERE));
    out.append("|---|---|---|\n");
    var verdicts = words.verdicts(target.before()) + " → " + words.verdicts(target.after());
    row(catalogue.heading(Heading.DIFF_VERDICT), verdicts, "");
    for (var change : target.changes()) {
      row(words.aspect(change.aspect()), words.way(change), words.where(target, change));
    }
    bullets(words.since(diff).stream().toList());
    bullets(words.notes(diff, target));
  }

  private void row(String first, String second, String third) {
    out.append("| ").append(MarkdownReport.escaped(first));
    out.append(" | ").append(MarkdownReport.escaped(second));
    out.append(" | ").append(MarkdownReport.escaped(third)).append(" |\n");
  }

  private void bullets(List<String> texts) {
    if (!texts.isEmpty()) {
      out.append('\n');
    }
    texts.forEach(text -> out.append("- ").append(MarkdownReport.escaped(text)).append('\n'));
  }
}
