package dev.parallax.cli.output;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Rows and columns of a terminal. */
public record TerminalSize(int rows, int columns) {
  private static final TerminalSize USUAL = new TerminalSize(24, 80);
  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,4}) ([0-9]{1,4})");
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * Queries the controlling terminal, at most once a second, because it may be resized at any time.
   */
  public static Supplier<TerminalSize> ofTerminal() {
    return kept(TerminalSize::now, System::nanoTime);
  }

  /**
   * @param query the size at this moment
   * @param ticker monotonic nanoseconds
   */
  static Supplier<TerminalSize> kept(Supplier<TerminalSize> query, LongSupplier ticker) {
    return new Supplier<>() {
      private TerminalSize last = query.get();
      private long at = ticker.getAsLong();

      @Override
      public TerminalSize get() {
        if (ticker.getAsLong() - at > KEPT_NANOS) {
          last = query.get();
          at = ticker.getAsLong();
        }
        return last;
      }
    };
  }

  static TerminalSize now() {
    try {
      var process =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var detail = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return parse(detail.strip()).orElse(USUAL);
    } catch (IOException noTerminal) {
      return USUAL;
    }
  }

  /** {@code 24 80}; a terminal without a size prints {@code 0 0}. */
  public static Optional<TerminalSize> parse(String detail) {
    var parts = SHAPE.matcher(detail);
    return parts.matches()
        ? Optional.of(
                new TerminalSize(
                    Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
            .filter(size -> size.rows > 0 && size.columns > 0)
        : Optional.empty();
  }
}
