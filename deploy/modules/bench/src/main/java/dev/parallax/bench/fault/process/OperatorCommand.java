package dev.parallax.bench.fault.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.Main;
import dev.parallax.cli.output.Console;
import dev.parallax.stage.StageFailure;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call of {@code parallax} in this process, on its own thread. */
public final class OperatorCommand {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final String words;

  private OperatorCommand(String words) {
    this.words = words;
  }

  public static OperatorCommand start(String... arguments) {
    var command = new OperatorCommand("parallax " + String.join(" ", arguments));
    var console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(command.out, true, UTF_8),
            new PrintStream(command.err, true, UTF_8),
            Map.of(),
            /* onTerminal= */ false);
    Thread.ofPlatform()
        .daemon()
        .name("operator")
        .start(() -> command.exit.complete(Main.run(console, arguments)));
    return command;
  }

  /** The standard output of a call that ends with exit code 0. */
  public static String output(Duration limit, String... arguments)
      throws StageFailure, InterruptedException {
    var command = start(arguments);
    int code = command.await(limit);
    if (code != 0) {
      throw new StageFailure(
          command.words + " ended with exit code " + code + ": " + command.err());
    }
    return command.out();
  }

  /** Its exit code. */
  public int await(Duration limit) throws StageFailure, InterruptedException {
    try {
      return exit.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new StageFailure(words + " took more than " + limit.toSeconds() + " s: " + err());
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public boolean isRunning() {
    return !exit.isDone();
  }

  /** Its standard output so far. */
  public String out() {
    return out.toString(UTF_8);
  }

  /** Its standard error so far. */
  public String err() {
    return err.toString(UTF_8);
  }
}
