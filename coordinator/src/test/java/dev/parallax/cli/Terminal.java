package dev.parallax.cli;

import dev.parallax.cli.output.Console;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.TargetVerdicts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Runs commands in this process and keeps their output. */
public final class Terminal {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final String input;

  private final boolean onTerminal;

  Terminal(String input, boolean onTerminal) {
    this.input = input;
    this.onTerminal = onTerminal;
  }

  Terminal(String input) {
    this(input, false);
  }

  public Terminal() {
    this("");
  }

  public int run(String... arguments) {
    return run(
        sweep -> {
          throw new IllegalStateException("nobody attributes here");
        },
        arguments);
  }

  int run(Function<Sweep, List<TargetVerdicts>> attribution, String... arguments) {
    return Main.run(console(), attribution, arguments);
  }

  public Console console() {
    return new Console(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of("PARALLAX_DATA", "/nonexistent/parallax", "TERM", "xterm"),
        onTerminal);
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
