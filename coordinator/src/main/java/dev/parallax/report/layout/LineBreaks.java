package dev.parallax.report.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * The pieces between which a line may be broken: at spaces, and between wide characters, but not
 * before a closing mark nor after an opening mark (the core of Unicode Standard Annex 14).
 */
final class LineBreaks {
  private static final String CLOSING = "，。、；：？！）】》”’…·%),.;:!?]";
  private static final String OPENING = "（【《“‘([";

  private LineBreaks() {}

  /** Pieces whose concatenation is the text; the spaces after a piece belong to it. */
  static List<String> of(String text) {
    var pieces = new ArrayList<String>();
    var piece = new StringBuilder();
    int before = ' ';
    for (int point : text.codePoints().toArray()) {
      if (!piece.isEmpty() && mayBreak(before, point)) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
      piece.appendCodePoint(point);
      before = point;
    }
    pieces.add(piece.toString());
    return pieces;
  }

  private static boolean mayBreak(int before, int after) {
    if (before == ' ' || after == ' ') {
      return before == ' ' && after != ' ';
    }
    return (DisplayWidth.isWide(before) || DisplayWidth.isWide(after))
        && CLOSING.indexOf(after) < 0
        && OPENING.indexOf(before) < 0;
  }
}
