package dev.parallax.lab.watch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.stage.AlignedColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The faults that a watch has met, and those that could not be produced.
 *
 * @param unacted the names of these scenarios with the reason
 */
public record WatchResults(List<WatchedFault> faults, List<String> unacted) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> HEADING =
      List.of("fault", "expected", "got", "opened s", "closed s", "incidents", "result");

  public WatchResults {
    faults = List.copyOf(faults);
    unacted = List.copyOf(unacted);
  }

  public boolean allMet() {
    return unacted.isEmpty() && faults.stream().allMatch(WatchedFault::isMet);
  }

  /** The table, and a line for each scenario that could not be produced. */
  public List<String> lines() {
    var rows = new ArrayList<>(List.of(HEADING));
    faults.forEach(fault -> rows.add(row(fault)));
    var lines = new ArrayList<>(AlignedColumns.aligned(rows));
    unacted.forEach(fault -> lines.add("not acted out: " + fault));
    lines.add(
        "%d of %d faults: one incident with the right blame, opened within %d s and closed within %d s"
            .formatted(
                faults.stream().filter(WatchedFault::isMet).count(),
                faults.size() + unacted.size(),
                WatchedFault.OPENED_WITHIN.toSeconds(),
                WatchedFault.CLOSED_WITHIN.toSeconds()));
    return lines;
  }

  private static List<String> row(WatchedFault fault) {
    return List.of(
        fault.scenario().name(),
        fault.expected().name(),
        got(fault),
        seconds(fault.opened()),
        seconds(fault.closed()),
        Integer.toString(fault.incidents().size()),
        fault.isMet() ? "right" : "missed");
  }

  private static String got(WatchedFault fault) {
    return fault.incidents().isEmpty()
        ? "-"
        : fault.incidents().stream()
            .map(WatchedIncident::toString)
            .collect(Collectors.joining(" + "));
  }

  private static String seconds(Optional<Duration> span) {
    return span.map(it -> String.format(Locale.ROOT, "%.0f", it.toMillis() / 1000.0)).orElse("-");
  }

  /** As JSON. */
  public void write(Path file) throws IOException {
    var root = MAPPER.createObjectNode();
    root.put("met", allMet());
    var list = root.putArray("faults");
    faults.forEach(fault -> describe(fault, list.addObject()));
    var missing = root.putArray("notActedOut");
    unacted.forEach(missing::add);
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }

  private static void describe(WatchedFault fault, ObjectNode into) {
    into.put("fault", fault.scenario().name())
        .put("family", fault.scenario().family().word())
        .put("expected", fault.expected().name())
        .put("openedMs", fault.opened().map(Duration::toMillis).orElse(null))
        .put("closedMs", fault.closed().map(Duration::toMillis).orElse(null))
        .put("right", fault.isMet());
    var incidents = into.putArray("incidents");
    fault
        .incidents()
        .forEach(
            incident ->
                incidents
                    .addObject()
                    .put("target", incident.target())
                    .put("blame", incident.blame())
                    .put("hypothesis", incident.hypothesis()));
  }
}
