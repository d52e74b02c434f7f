package dev.parallax.cli.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code parallax watch add} and {@code edit}: values of a watch as in the file. */
final class WatchOptions {
  private static final String DEFAULT = "default";

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      description = "For add and edit: between the starts of two looks, 10s to 1h, or default.")
  private Optional<String> interval = Optional.empty();

  @Option(
      names = "--vantages",
      paramLabel = "SELECTOR",
      description = "For add and edit: a selector as of sweep --from, or default.")
  private Optional<String> vantages = Optional.empty();

  @Option(
      names = "--inside",
      paramLabel = "SELECTOR[=ADDRESS],...",
      description =
          "For add and edit: vantages beside the service, as of sweep --inside, none, or default.")
  private Optional<String> inside = Optional.empty();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description =
          "For add and edit: the least blame that opens an incident, vantage, path, region or"
              + " origin, or default.")
  private Optional<String> level = Optional.empty();

  @Option(
      names = "--probability",
      paramLabel = "P",
      description =
          "For add and edit: the least probability of a verdict that opens an incident, 0.5 to 1,"
              + " or default.")
  private Optional<String> probability = Optional.empty();

  @Option(
      names = "--arms",
      paramLabel = "ARM,...",
      description = "For add and edit: further arms of the full sweep, none, or default.")
  private Optional<String> arms = Optional.empty();

  @Option(
      names = "--routes",
      paramLabel = "ROUTE,...",
      description = "For add and edit: routes of the watch file, none, or default.")
  private Optional<String> routes = Optional.empty();

  @Option(
      names = "--expiry-days",
      paramLabel = "DAYS,...",
      description =
          "For add and edit: days before the expiry of a certificate at which it is reported, none,"
              + " or default.")
  private Optional<String> expiryDays = Optional.empty();

  @Option(
      names = "--maintenance",
      paramLabel = "WINDOW;...",
      description =
          "For add and edit: times without openings, as of watch maintenance, none, or default.")
  private Optional<String> maintenance = Optional.empty();

  /** Values by the keys of the file; an empty value leaves the key to the defaults of the file. */
  Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    put(fields, "interval", interval);
    put(fields, "vantages", vantages);
    put(fields, "inside", inside);
    put(fields, "level", level);
    put(fields, "probability", probability);
    put(fields, "arms", arms);
    put(fields, "routes", routes);
    put(fields, "expiry-days", expiryDays);
    put(fields, "maintenance", maintenance);
    return fields;
  }

  private static void put(Map<String, String> fields, String key, Optional<String> value) {
    value.ifPresent(text -> fields.put(key, text.equals(DEFAULT) ? "" : text));
  }
}
