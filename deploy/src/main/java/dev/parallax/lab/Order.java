package dev.parallax.lab;

import dev.parallax.stage.StageFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param results where the results go in JSON, besides the lab's own folder
 */
record Order(Action action, List<Scenario> scenarios, Optional<Path> results) {
  static final String USAGE =
      """
      usage: deploy/lab run [SCENARIO...] [--family F]... [--all] [-o json=FILE]
             deploy/lab list | up | down\
      """;

  enum Action {
    RUN,
    LIST,
    UP,
    DOWN
  }

  static Order parse(String... words) throws StageFailure {
    var rest = new ArrayList<>(List.of(words));
    var action = action(rest);
    var scenarios = new LinkedHashSet<Scenario>();
    var results = Optional.<Path>empty();
    while (!rest.isEmpty()) {
      var word = rest.removeFirst();
      switch (word) {
        case "--all" -> scenarios.addAll(Catalogue.all());
        case "--family" -> scenarios.addAll(Catalogue.family(value(word, rest)));
        case "-o" -> results = Optional.of(file(value(word, rest)));
        default -> scenarios.add(Catalogue.named(word));
      }
    }
    if (scenarios.isEmpty() == (action == Action.RUN)) {
      throw new StageFailure(USAGE);
    }
    return new Order(action, List.copyOf(scenarios), results);
  }

  private static Action action(List<String> words) throws StageFailure {
    return switch (words.isEmpty() ? "" : words.removeFirst()) {
      case "run" -> Action.RUN;
      case "list" -> Action.LIST;
      case "up" -> Action.UP;
      case "down" -> Action.DOWN;
      default -> throw new StageFailure(USAGE);
    };
  }

  private static String value(String option, List<String> rest) throws StageFailure {
    if (rest.isEmpty()) {
      throw new StageFailure(option + " wants a value\n" + USAGE);
    }
    return rest.removeFirst();
  }

  private static Path file(String output) throws StageFailure {
    if (!output.startsWith("json=")) {
      throw new StageFailure("-o takes json=FILE, got: " + output);
    }
    return Path.of(output.substring("json=".length()));
  }
}
