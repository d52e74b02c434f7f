package dev.parallax.watch.file;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.TargetLine;
import dev.parallax.report.FailOn;
import dev.parallax.sweep.request.SweepRequest.InsideVantages;
import dev.parallax.sweep.request.VantageSelector;
import dev.parallax.watch.spec.MaintenanceWindow;
import dev.parallax.watch.spec.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads watches; a key that a watch does not have is taken from the defaults of the file. */
final class WatchReader {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,5})(s|m|h)");
  private static final String INSIDE = "inside";
  private static final Set<String> SHARED =
      Set.of(
          "interval",
          "vantages",
          INSIDE,
          "arms",
          "level",
          "probability",
          "routes",
          "maintenance",
          "expiry-days");
  private static final String PAUSED = "paused";
  private static final Set<String> KEYS = keys();
  private static final String EXPIRY = "expiry-days";

  private final List<Mistake> mistakes;
  private final List<MaintenanceWindow> everywhere;
  private final Optional<FileSection> defaults;

  WatchReader(List<Mistake> mistakes, List<MaintenanceWindow> everywhere, Optional<Node> defaults) {
    this.mistakes = mistakes;
    this.everywhere = everywhere;
    this.defaults = defaults.map(node -> FileSection.of(node, "defaults", SHARED, mistakes));
  }

  private static Set<String> keys() {
    var keys = new TreeSet<>(SHARED);
    keys.add("target");
    keys.add(PAUSED);
    return Set.copyOf(keys);
  }

  Optional<Watch> watch(Node node) {
    int before = mistakes.size();
    var own = FileSection.of(node, "a watch", KEYS, mistakes);
    var target = own.required("target", TargetLine::parse);
    var interval = shared(own, "interval", WatchReader::duration);
    var vantages = shared(own, "vantages", VantageSelector::parse);
    var inside = list(own, INSIDE).values(INSIDE, InsideVantages::parse);
    var level = shared(own, "level", WatchReader::level);
    var probability = shared(own, "probability", WatchReader::probability);
    var arms = list(own, "arms").values("arms", WatchReader::arm);
    var routes = list(own, "routes").values("routes", name -> name);
    var expiry = list(own, EXPIRY);
    var days =
        expiry.keys().contains(EXPIRY)
            ? expiry.values(EXPIRY, WatchReader::days)
            : Watch.DEFAULT_EXPIRY_DAYS;
    var paused = own.value(PAUSED, WatchReader::truth);
    var windows = new ArrayList<>(everywhere);
    windows.addAll(new WindowReader(mistakes).windows(list(own, "maintenance"), "maintenance"));
    if (target.isEmpty() || mistakes.size() > before) {
      return Optional.empty();
    }
    return own.built(
        () ->
            new Watch(
                target.get(),
                interval.orElse(Watch.DEFAULT_INTERVAL),
                vantages.orElseGet(() -> VantageSelector.parse("all")),
                inside,
                Set.copyOf(arms),
                level.orElse(FailOn.DEFAULT),
                probability.orElse(Watch.DEFAULT_PROBABILITY),
                routes,
                windows,
                Set.copyOf(days),
                paused.orElse(false)));
  }

  private <T> Optional<T> shared(FileSection own, String key, Function<String, T> conversion) {
    return list(own, key).value(key, conversion);
  }

  /** Where the key stands. */
  private FileSection list(FileSection own, String key) {
    return own.keys().contains(key) ? own : defaults.orElse(own);
  }

  private static Duration duration(String text) {
    var match = DURATION.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("expected a duration such as 60s, 5m or 1h, got: " + text);
    }
    long amount = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  private static FailOn level(String word) {
    return FailOn.of(word)
        .filter(level -> level != FailOn.NEVER)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected vantage, path, region or origin, got: " + word));
  }

  private static int days(String text) {
    int days = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (days < 1 || days > Watch.MOST_EXPIRY_DAYS) {
      throw new IllegalArgumentException(
          "expected days of 1 to " + Watch.MOST_EXPIRY_DAYS + ", got: " + text);
    }
    return days;
  }

  private static boolean truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("expected true or false, got: " + text);
    }
    return text.equals("true");
  }

  private static double probability(String text) {
    if (!text.matches("[01](\\.[0-9]{1,6})?")) {
      throw new IllegalArgumentException("expected a probability of 0.5 to 1, got: " + text);
    }
    return Double.parseDouble(text);
  }

  private static Arm arm(String word) {
    return Arm.of(word)
        .orElseThrow(
            () -> new IllegalArgumentException("expected the word of an arm, got: " + word));
  }
}
