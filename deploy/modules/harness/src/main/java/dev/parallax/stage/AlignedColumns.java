package dev.parallax.stage;

import java.util.List;
import java.util.stream.IntStream;

/** Text in columns, two spaces apart. */
public final class AlignedColumns {
  private AlignedColumns() {}

  /** Rows of as many cells each as the first. */
  public static List<String> aligned(List<List<String>> rows) {
    var widths =
        IntStream.range(0, rows.getFirst().size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    var text = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      text.append(row.get(column)).repeat(" ", widths[column] + 2 - row.get(column).length());
    }
    return text.toString().stripTrailing();
  }
}
