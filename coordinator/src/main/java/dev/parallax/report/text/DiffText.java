package dev.parallax.report.text;

import dev.parallax.report.Diff;
import dev.parallax.report.TargetDiff;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.DiffWords;
import dev.parallax.report.words.Heading;
import dev.parallax.text.CiLog;
import java.util.ArrayList;
import java.util.List;

/** Writes the differences between two sweeps, for a terminal. */
public final class DiffText {
  private static final int TITLE = 14;
  private final Catalogue catalogue;
  private final TextWidth width;
  private final DiffWords words;

  private DiffText(Catalogue catalogue, TextWidth width) {
    this.catalogue = catalogue;
    this.width = width;
    this.words = new DiffWords(catalogue);
  }

  public static String write(Diff diff, Catalogue catalogue) {
    return write(diff, catalogue, TextWidth.USUAL.columns());
  }

  /** The same for a terminal of so many columns. */
  public static String write(Diff diff, Catalogue catalogue, int columns) {
    return CiLog.inert(
        String.join("\n", new DiffText(catalogue, new TextWidth(columns)).all(diff)) + "\n");
  }

  /** The comparison with the last healthy sweep, for a report. */
  static List<String> block(Diff diff, TargetDiff target, Catalogue catalogue, TextWidth width) {
    var text = new DiffText(catalogue, width);
    var lines = new ArrayList<String>();
    lines.add(
        catalogue.heading(Heading.DIFF_LAST_HEALTHY)
            + " ("
            + text.words.moment(diff.before())
            + ")");
    lines.addAll(text.body(diff, target));
    return lines;
  }

  private List<String> all(Diff diff) {
    var lines = new ArrayList<String>();
    lines.add(titled(Heading.DIFF_BEFORE, words.moment(diff.before())));
    lines.add(titled(Heading.DIFF_AFTER, words.moment(diff.after())));
    for (var target : diff.targets()) {
      lines.add(width.rule());
      lines.add(width.cut(target.target().name()));
      lines.addAll(body(diff, target));
    }
    words.strangers(diff).forEach(line -> lines.addAll(width.wrap("", "  ", line)));
    return lines;
  }

  private List<String> body(Diff diff, TargetDiff target) {
    var lines = new ArrayList<String>();
    entry(lines, catalogue.heading(Heading.DIFF_VERDICT), words.turn(target));
    words.since(diff).ifPresent(since -> lines.addAll(width.wrap("  ", "    ", since)));
    for (var change : target.changes()) {
      entry(
          lines,
          words.aspect(change.aspect()),
          words.way(change) + ", " + words.where(target, change));
    }
    words.notes(diff, target).forEach(note -> lines.addAll(width.wrap("  ", "    ", note)));
    return lines;
  }

  private void entry(List<String> lines, String title, String text) {
    var first = TextCells.cell("  " + title, TITLE + 2);
    lines.addAll(width.wrap(first, " ".repeat(TITLE + 2), text));
  }

  private String titled(Heading title, String text) {
    return TextCells.cell(catalogue.heading(title), TITLE) + text;
  }
}
