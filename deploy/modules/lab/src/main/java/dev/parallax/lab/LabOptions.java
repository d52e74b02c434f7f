package dev.parallax.lab;

import dev.parallax.lab.scenario.Conditions;
import dev.parallax.lab.scenario.Restriction;
import dev.parallax.lab.scenario.Scenario;
import dev.parallax.lab.scenario.ScenarioCatalogue;
import dev.parallax.stage.StageFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The options of the command line.
 *
 * @param runs scenarios and their conditions, in sequence
 * @param results a further file for the results in JSON
 * @param fixtures the folder for recorded sweeps
 */
record LabOptions(
    Action action, List<LabPart> runs, Optional<Path> results, Optional<Path> fixtures) {
  static final String USAGE =
      """
      usage: deploy/lab run [SCENARIO...] [--family F]... [--each-family] [--all] [--drop-inside]
                            [--loss PERCENT] [--offline VANTAGE] [--starved VANTAGE]
                            [--readme] [--isolated] [--three-vantages] [--unprivileged]
                            [--no-opt-ins] [--each-condition] [-o json=FILE] [--fixtures FOLDER]
             deploy/lab run --rotation NUMBER [-o json=FILE] [--fixtures FOLDER]
             deploy/lab watch [SCENARIO...] [-o json=FILE]
             deploy/lab list | up | down\
      """;

  enum Action {
    RUN,
    WATCH,
    LIST,
    UP,
    DOWN
  }

  static LabOptions parse(String... words) throws StageFailure {
    var reader = new Reader(new ArrayList<>(List.of(words)));
    var action = reader.action();
    var order = reader.order(action);
    var acts = action == Action.RUN || action == Action.WATCH;
    if (order.runs().isEmpty() == acts || (action == Action.WATCH && !order.fitsAWatch())) {
      throw new StageFailure(USAGE);
    }
    return order;
  }

  private boolean fitsAWatch() {
    return fixtures.isEmpty()
        && runs.size() == 1
        && runs.getFirst().conditions().equals(Conditions.ORDINARY);
  }

  /** Parses the words in order. */
  private static final class Reader {
    private final List<String> rest;
    private final LinkedHashSet<Scenario> scenarios = new LinkedHashSet<>();
    private Conditions conditions = Conditions.ORDINARY;
    private boolean eachCondition;
    private Optional<String> rotation = Optional.empty();
    private Optional<Path> results = Optional.empty();
    private Optional<Path> fixtures = Optional.empty();

    Reader(List<String> words) {
      rest = words;
    }

    Action action() throws StageFailure {
      return switch (rest.isEmpty() ? "" : rest.removeFirst()) {
        case "run" -> Action.RUN;
        case "watch" -> Action.WATCH;
        case "list" -> Action.LIST;
        case "up" -> Action.UP;
        case "down" -> Action.DOWN;
        default -> throw new StageFailure(USAGE);
      };
    }

    LabOptions order(Action action) throws StageFailure {
      while (!rest.isEmpty()) {
        take(rest.removeFirst());
      }
      if (action == Action.WATCH && scenarios.isEmpty()) {
        for (var name : WatchRun.FAULTS) {
          scenarios.add(ScenarioCatalogue.named(name));
        }
      }
      return new LabOptions(action, runs(), results, fixtures);
    }

    private List<LabPart> runs() throws StageFailure {
      if (rotation.isPresent()) {
        return rotated(rotation.get());
      }
      var chosen = conditions();
      return scenarios.isEmpty()
          ? List.of()
          : chosen.stream().map(it -> new LabPart(it, List.copyOf(scenarios))).toList();
    }

    private List<LabPart> rotated(String number) throws StageFailure {
      if (!scenarios.isEmpty() || eachCondition || !conditions.ordinary()) {
        throw new StageFailure("--rotation goes without scenarios and conditions\n" + USAGE);
      }
      if (!number.matches("[0-9]{1,9}")) {
        throw new StageFailure("--rotation takes a number from 0 to 999999999, got: " + number);
      }
      return Rotation.parts(Integer.parseInt(number));
    }

    private List<Conditions> conditions() throws StageFailure {
      if (!eachCondition) {
        return List.of(conditions);
      }
      if (!conditions.ordinary()) {
        throw new StageFailure(
            "--each-condition goes without other conditions, got: " + conditions);
      }
      return Conditions.EACH;
    }

    private void take(String word) throws StageFailure {
      switch (word) {
        case "--all" -> scenarios.addAll(ScenarioCatalogue.all());
        case "--each-family" -> scenarios.addAll(ScenarioCatalogue.oneOfEachFamily());
        case "--family" -> scenarios.addAll(ScenarioCatalogue.family(value(word)));
        case "--drop-inside" -> conditions = conditions.withoutInside();
        case "--loss" -> conditions = conditions.losing(value(word));
        case "--offline" -> conditions = conditions.without(value(word));
        case "--starved" -> conditions = conditions.starving(value(word));
        case "--each-condition" -> eachCondition = true;
        case "--rotation" -> rotation = Optional.of(value(word));
        case "-o" -> results = Optional.of(file(value(word)));
        case "--fixtures" -> fixtures = Optional.of(Path.of(value(word)));
        default -> restrict(word);
      }
    }

    private void restrict(String word) throws StageFailure {
      var restriction = Restriction.of(word);
      if (restriction.isPresent()) {
        conditions = conditions.with(restriction.get());
      } else {
        scenarios.add(ScenarioCatalogue.named(word));
      }
    }

    private String value(String option) throws StageFailure {
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
}
