package dev.parallax.evaluate.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options of the command line.
 *
 * @param methods names; empty for all
 */
public record EvaluationOptions(
    int sweeps,
    long seed,
    List<Population> populations,
    List<String> methods,
    Optional<Path> json,
    Optional<Path> plots,
    Optional<Key> show,
    boolean fit,
    boolean depth,
    boolean optIns,
    int threads) {
  private static final int USUAL = 10_000;
  private static final int QUICK = 1_500;

  /** One sweep. */
  public record Key(long seed, long index, Population population) {
    static Key parse(String text) {
      var parts = text.split(":", -1);
      if (parts.length < 2 || parts.length > 3) {
        throw bad("--show", "SEED:INDEX or SEED:INDEX:POPULATION", text);
      }
      return new Key(
          whole("--show", parts[0]),
          whole("--show", parts[1]),
          parts.length == 3 ? EvaluationOptions.population(parts[2]) : Population.TEST);
    }
  }

  public static EvaluationOptions parse(List<String> words) {
    var parser = new Parser(words);
    return parser.parse();
  }

  private static final class Parser {
    private final List<String> words;
    private int at;
    private int sweeps = USUAL;
    private long seed = 1;
    private List<Population> populations = List.of(Population.TEST);
    private List<String> methods = List.of();
    private Optional<Path> json = Optional.empty();
    private Optional<Path> plots = Optional.empty();
    private Optional<Key> show = Optional.empty();
    private boolean fit;
    private boolean depth;
    private boolean optIns;
    private int threads = Math.min(2, Runtime.getRuntime().availableProcessors());

    Parser(List<String> words) {
      this.words = words;
    }

    EvaluationOptions parse() {
      while (at < words.size()) {
        take(words.get(at++));
      }
      return new EvaluationOptions(
          sweeps, seed, populations, methods, json, plots, show, fit, depth, optIns, threads);
    }

    private void take(String word) {
      switch (word) {
        case "--sweeps" -> sweeps = count(word, value(word));
        case "--seed" -> seed = whole(word, value(word));
        case "--threads" -> threads = count(word, value(word));
        case "--quick" -> sweeps = QUICK;
        case "--split" -> populations = split(value(word));
        case "--methods" -> methods = List.of(value(word).split(",", -1));
        case "--plots" -> plots = Optional.of(Path.of(value(word)));
        case "-o" -> json = Optional.of(output(value(word)));
        case "--show" -> show = Optional.of(Key.parse(value(word)));
        case "--fit" -> fit = true;
        case "--depth" -> depth = true;
        case "--opt-ins" -> optIns = true;
        default -> throw bad("an option", "one of the options --help lists", word);
      }
    }

    private String value(String option) {
      if (at == words.size()) {
        throw bad(option, "a value", "nothing");
      }
      return words.get(at++);
    }
  }

  private static Path output(String text) {
    if (!text.startsWith("json=") || text.length() == 5) {
      throw bad("-o", "json=FILE", text);
    }
    return Path.of(text.substring(5));
  }

  private static List<Population> split(String text) {
    if (text.equals("all")) {
      return List.of(Population.values());
    }
    var found = new ArrayList<Population>();
    for (var word : text.split(",", -1)) {
      found.add(population(word));
    }
    return found;
  }

  private static Population population(String word) {
    return Population.of(word)
        .orElseThrow(
            () ->
                bad(
                    "a split",
                    "train, calibration, test, left_out, healthy, other_fleets, more_noise, users"
                        + " or all",
                    word));
  }

  private static int count(String option, String text) {
    long value = whole(option, text);
    if (value < 1 || value > 10_000_000) {
      throw bad(option, "1 to 10000000", text);
    }
    return (int) value;
  }

  private static long whole(String option, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw bad(option, "a whole number", text);
    }
  }

  private static IllegalArgumentException bad(String what, String expected, String given) {
    return new IllegalArgumentException(what + " takes " + expected + ", got: " + given);
  }
}
