package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import java.util.function.Function;

/** The values of options that other packages parse. */
public final class OptionValue {
  private OptionValue() {}

  /**
   * The parsed value.
   *
   * @param parser throws IllegalArgumentException with the value and what was expected
   * @throws CliException a usage error that names the option
   */
  public static <Q, A> A read(String option, Q value, Function<Q, A> parser) {
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException malformed) {
      throw CliException.usage(option + ": " + malformed.getMessage());
    }
  }
}
