package dev.parallax.watch.file;

import dev.parallax.watch.spec.AlertRoute;
import dev.parallax.watch.spec.MaintenanceWindow;
import dev.parallax.watch.spec.Watch;
import dev.parallax.watch.spec.WatchSet;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the text of a watch file. Pure: finds every mistake that does not hide another. */
public final class WatchFileReader {
  private static final int MOST_CHARACTERS = 1_000_000;
  private static final int MOST_ALIASES = 50;
  private static final Set<String> KEYS =
      Set.of("link", "heartbeat", "language", "defaults", "routes", "watches", "maintenance");

  private final List<Mistake> mistakes = new ArrayList<>();

  private WatchFileReader() {}

  /**
   * Watches and routes of a file.
   *
   * @throws WatchFileException with each mistake
   */
  public static WatchSet read(String text) throws WatchFileException {
    var reader = new WatchFileReader();
    var set = reader.compose(text).flatMap(reader::set);
    if (set.isEmpty() || !reader.mistakes.isEmpty()) {
      throw new WatchFileException(
          reader.mistakes.stream()
              .distinct()
              .sorted(Comparator.comparingInt(Mistake::line))
              .toList());
    }
    return set.get();
  }

  private Optional<Node> compose(String text) {
    var settings =
        LoadSettings.builder()
            .setCodePointLimit(MOST_CHARACTERS)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();
    try {
      var node = new Compose(settings).composeString(text);
      if (node.isEmpty()) {
        mistakes.add(new Mistake(1, "expected a mapping with watches and routes, got: nothing"));
      }
      return node;
    } catch (MarkedYamlEngineException wrong) {
      mistakes.add(
          new Mistake(FileSection.line(wrong.getProblemMark()), "YAML: " + wrong.getProblem()));
    } catch (YamlEngineException wrong) {
      mistakes.add(new Mistake(1, "YAML: " + wrong.getMessage()));
    }
    return Optional.empty();
  }

  private Optional<WatchSet> set(Node node) {
    var file = FileSection.of(node, "the file", KEYS, mistakes);
    var windows = windows(file);
    var routes = routes(file);
    var watches = watches(file, windows);
    check(watches, routes);
    return Optional.of(
        new WatchSet(
            watches.values(),
            routes,
            file.text("link"),
            file.value("heartbeat", WatchFileReader::url),
            windows));
  }

  private static String url(String text) {
    if (!text.matches("https?://[!-~]+")) {
      throw new IllegalArgumentException("expected a URL of http or https, got: " + text);
    }
    return URI.create(text).toString();
  }

  private List<MaintenanceWindow> windows(FileSection file) {
    return new WindowReader(mistakes).windows(file, "maintenance");
  }

  private List<AlertRoute> routes(FileSection file) {
    var reader = new RouteReader(mistakes, file.value("language", RouteReader::language));
    var routes = new ArrayList<AlertRoute>();
    file.node("routes")
        .map(node -> FileSection.of(node, "routes", Set.of(), mistakes))
        .ifPresent(
            section ->
                section
                    .keys()
                    .forEach(
                        name ->
                            section
                                .node(name)
                                .flatMap(node -> reader.route(name, node))
                                .ifPresent(routes::add)));
    return routes;
  }

  private NumberedWatches watches(FileSection file, List<MaintenanceWindow> windows) {
    var reader = new WatchReader(mistakes, windows, file.node("defaults"));
    var lines = new NumberedWatches(new ArrayList<>(), new ArrayList<>());
    file.each(
        "watches",
        node ->
            reader
                .watch(node)
                .ifPresent(
                    watch -> {
                      lines.values().add(watch);
                      lines.numbers().add(FileSection.line(node));
                    }));
    if (lines.values().isEmpty() && mistakes.isEmpty()) {
      file.wrong("expected 1 or more watches, got: none");
    }
    if (lines.values().size() > WatchSet.MOST_WATCHES) {
      file.wrong(
          "expected at most %d watches, got: %d"
              .formatted(WatchSet.MOST_WATCHES, lines.values().size()));
    }
    return lines;
  }

  private void check(NumberedWatches watches, List<AlertRoute> routes) {
    var names = routes.stream().map(AlertRoute::name).toList();
    var seen = new HashSet<String>();
    for (int i = 0; i < watches.values().size(); i++) {
      var watch = watches.values().get(i);
      int line = watches.numbers().get(i);
      if (!seen.add(watch.name())) {
        mistakes.add(new Mistake(line, "the target has a watch already: " + watch.name()));
      }
      watch.routes().stream()
          .filter(name -> !names.contains(name))
          .forEach(
              name ->
                  mistakes.add(
                      new Mistake(
                          line,
                          "expected a route of " + String.join(", ", names) + ", got: " + name)));
    }
  }

  private record NumberedWatches(List<Watch> values, List<Integer> numbers) {}
}
