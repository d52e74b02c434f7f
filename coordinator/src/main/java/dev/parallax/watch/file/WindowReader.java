package dev.parallax.watch.file;

import dev.parallax.watch.spec.MaintenanceWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads maintenance windows. */
final class WindowReader {
  private static final Set<String> KEYS = Set.of("from", "to", "days", "zone");
  private static final int DAY_LETTERS = 3;

  private final List<Mistake> mistakes;

  WindowReader(List<Mistake> mistakes) {
    this.mistakes = mistakes;
  }

  List<MaintenanceWindow> windows(FileSection section, String key) {
    var windows = new ArrayList<MaintenanceWindow>();
    section.each(key, node -> window(node).ifPresent(windows::add));
    return windows;
  }

  /** Weekly where it has days, otherwise once. */
  private Optional<MaintenanceWindow> window(Node node) {
    var section = FileSection.of(node, "a maintenance window", KEYS, mistakes);
    return section.keys().contains("days") ? weekly(section) : once(section);
  }

  private static Optional<MaintenanceWindow> once(FileSection section) {
    var from = section.required("from", Instant::parse);
    var to = section.required("to", Instant::parse);
    return from.isEmpty() || to.isEmpty()
        ? Optional.empty()
        : section.built(() -> new MaintenanceWindow.Once(from.get(), to.get()));
  }

  private static Optional<MaintenanceWindow> weekly(FileSection section) {
    var days = new HashSet<>(section.values("days", WindowReader::day));
    var from = section.required("from", LocalTime::parse);
    var to = section.required("to", LocalTime::parse);
    var zone = section.required("zone", ZoneId::of);
    return from.isEmpty() || to.isEmpty() || zone.isEmpty()
        ? Optional.empty()
        : section.built(() -> new MaintenanceWindow.Weekly(days, from.get(), to.get(), zone.get()));
  }

  private static DayOfWeek day(String text) {
    return Stream.of(DayOfWeek.values())
        .filter(day -> word(day).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a day is one of mon, tue, wed, thu, fri, sat, sun, got: " + text));
  }

  private static String word(DayOfWeek day) {
    return day.name().substring(0, DAY_LETTERS).toLowerCase(Locale.ROOT);
  }
}
