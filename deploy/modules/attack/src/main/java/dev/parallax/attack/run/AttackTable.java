package dev.parallax.attack.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Prints rows in columns, or writes them as JSON. */
final class AttackTable {
  private static final int WIDEST = 70;

  private AttackTable() {}

  static void print(String title, String first, String second, List<Row> rows, PrintStream out) {
    int name = width(rows, Row::name, first);
    int sent = width(rows, Row::sent, second);
    out.println(title);
    out.println();
    out.println(line(first, second, "WHAT CAME OF IT", name, sent, "  "));
    for (var row : rows) {
      out.println(line(row.name(), row.sent(), row.effect(), name, sent, row.held() ? "✓ " : "✗ "));
    }
    out.println();
  }

  private static int width(List<Row> rows, Function<Row, String> column, String head) {
    return Math.max(
        head.length(),
        rows.stream()
            .mapToInt(row -> Math.min(WIDEST, column.apply(row).length()))
            .max()
            .orElse(0));
  }

  private static String line(
      String name, String sent, String effect, int nameWidth, int sentWidth, String mark) {
    return mark + padded(name, nameWidth) + "  " + padded(sent, sentWidth) + "  " + effect;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  static void write(Path file, List<Row> rows) throws IOException {
    var mapper = new JsonMapper();
    var array = mapper.createArrayNode();
    for (var row : rows) {
      array
          .addObject()
          .put("name", row.name())
          .put("sent", row.sent())
          .put("effect", row.effect())
          .put("held", row.held());
    }
    Files.writeString(
        file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n");
  }
}
