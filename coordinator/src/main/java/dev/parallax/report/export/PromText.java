package dev.parallax.report.export;

import dev.parallax.text.Printable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prometheus' text format 0.0.4: each family's lines together, help and type before them. */
final class PromText {
  private final Map<String, List<String>> families = new LinkedHashMap<>();

  /** {@code name="value",…}; names and values in turn. */
  static String labels(String... namesAndValues) {
    var labels = new ArrayList<String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      labels.add(namesAndValues[i] + "=\"" + escaped(namesAndValues[i + 1]) + "\"");
    }
    return String.join(",", labels);
  }

  static String and(String labels, String name, String value) {
    return labels + "," + labels(name, value);
  }

  void gauge(String name, String help, String labels, double value) {
    var family = families.computeIfAbsent(name, key -> head(key, help));
    family.add(name + (labels.isEmpty() ? "" : "{" + labels + "}") + " " + number(value));
  }

  String text() {
    var text = new StringBuilder();
    families.values().forEach(lines -> lines.forEach(line -> text.append(line).append('\n')));
    return text.toString();
  }

  private static List<String> head(String name, String help) {
    return new ArrayList<>(List.of("# HELP " + name + " " + help, "# TYPE " + name + " gauge"));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String escaped(String value) {
    return Printable.of(value).replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
