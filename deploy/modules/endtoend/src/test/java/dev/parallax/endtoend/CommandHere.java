package dev.parallax.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.parallax.agent.AgentMain;
import dev.parallax.cli.Main;
import dev.parallax.cli.output.Console;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import org.slf4j.LoggerFactory;

/**
 * Runs a command of a program in this process, which takes no start of a virtual machine. Its
 * standard error has the lines that it logs at ERROR, as that of a process under test has.
 */
final class CommandHere {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, UTF_8);

  private CommandHere() {}

  static Program.Ended run(String main, String... arguments) {
    return new CommandHere().ended(main, arguments);
  }

  private Program.Ended ended(String main, String... arguments) {
    var root =
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    var lines = new ErrorLines();
    lines.start();
    root.addAppender(lines);
    try {
      int exit = main.equals(Program.AGENT) ? agent(arguments) : parallax(arguments);
      return new Program.Ended(exit, out.toString(UTF_8), bytes.toString(UTF_8));
    } finally {
      root.detachAppender(lines);
    }
  }

  private int parallax(String... arguments) {
    var console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, UTF_8),
            err,
            System.getenv(),
            /* onTerminal= */ false);
    return Main.run(console, arguments);
  }

  private int agent(String... arguments) {
    return AgentMain.run(
        arguments,
        System.getenv(),
        Clock.systemUTC(),
        new PrintWriter(out, true, UTF_8),
        new PrintWriter(err, true, UTF_8));
  }

  private final class ErrorLines extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent line) {
      if (line.getLevel().isGreaterOrEqual(Level.ERROR)) {
        err.println(line.getLevel() + " " + line.getFormattedMessage());
      }
    }
  }
}
