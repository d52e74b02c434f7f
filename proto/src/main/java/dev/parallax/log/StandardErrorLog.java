package dev.parallax.log;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * The log of the agent on standard error, one line for each event. Code instead of a file: Logback
 * reads a file with some 400 classes, which would remain in memory. A file that is named by the
 * system property {@code logback.configurationFile}, or the file {@code logback-test.xml} on the
 * class path, has precedence.
 */
public final class StandardErrorLog extends ContextAwareBase implements Configurator {
  private static final String PATTERN =
      "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSX\", UTC} %-5level %logger{0} %msg %mdc";

  /** The stack frames of each throwable. */
  private static final int FRAMES = 3;

  @Override
  public ExecutionStatus configure(LoggerContext loggers) {
    if (isFileNamed()) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    begin(loggers);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Sends the log of this context to standard error, whatever files there are. */
  public static void begin(LoggerContext loggers) {
    loggers.getLogger("io.grpc").setLevel(Level.WARN);
    loggers.getLogger("io.netty").setLevel(Level.WARN);
    var root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(standardError(loggers));
  }

  private static boolean isFileNamed() {
    var loader = StandardErrorLog.class.getClassLoader();
    return System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null
        || (loader != null && loader.getResource(ClassicConstants.TEST_AUTOCONFIG_FILE) != null);
  }

  private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext loggers) {
    var encoder = new EscapingEncoder();
    encoder.setContext(loggers);
    encoder.setPattern(PATTERN);
    encoder.setFrames(FRAMES);
    encoder.start();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(loggers);
    appender.setName("STDERR");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
