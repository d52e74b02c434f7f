package dev.parallax.bench.fault;

import java.util.List;

/**
 * The arguments of {@code deploy/bench faults}.
 *
 * @param rounds of all faults together; at least one of each fault runs
 * @param only words that the name of a fault has; empty for all faults
 */
record FaultOptions(int rounds, long seed, String only) {
  private static final int DEFAULT_ROUNDS = 200;
  private static final int MOST_ROUNDS = 100_000;
  private static final long DEFAULT_SEED = 1;

  /**
   * @throws IllegalArgumentException naming the argument and what was expected
   */
  static FaultOptions parse(List<String> words) {
    var options = new FaultOptions(DEFAULT_ROUNDS, DEFAULT_SEED, "");
    for (int i = 0; i < words.size(); i += 2) {
      var value = i + 1 < words.size() ? words.get(i + 1) : "";
      options =
          switch (words.get(i)) {
            case "--rounds" ->
                new FaultOptions(
                    (int) number("--rounds", value, MOST_ROUNDS), options.seed, options.only);
            case "--seed" ->
                new FaultOptions(
                    options.rounds, number("--seed", value, Long.MAX_VALUE), options.only);
            case "--only" -> new FaultOptions(options.rounds, options.seed, value);
            default ->
                throw new IllegalArgumentException(
                    "expected --rounds N, --seed S or --only WORDS, got: " + words.get(i));
          };
    }
    return options;
  }

  private static long number(String option, String value, long most) {
    try {
      long number = Long.parseLong(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // Refused below.
    }
    throw new IllegalArgumentException(
        "%s expects a number from 1 to %d, got: %s".formatted(option, most, value));
  }
}
