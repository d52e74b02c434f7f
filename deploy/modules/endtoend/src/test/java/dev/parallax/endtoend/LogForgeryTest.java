package dev.parallax.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.parallax.log.StandardErrorLog;
import dev.parallax.text.Printable;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No logged text can forge a line in the logs of the shipped programs. */
final class LogForgeryTest {
  private static final String FORGED = "2026-01-01T00:00:00.000Z ERROR coordinator all is lost";
  private static final String HOSTILE =
      "x\n" + FORGED + "\r" + FORGED + "\u2028" + FORGED + "\u0085\u009b2J\u202e\u001b[2J";

  @Test
  void whatTheAgentLogsForgesNoLine() {
    var context = new LoggerContext();
    StandardErrorLog.begin(context);
    assertNoLineIsForged(context);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../coordinator/src/main/resources/logback.xml",
        "../harness/src/main/resources/logback-demo.xml"
      })
  void whatIsLoggedForgesNoLine(String configuration) throws Exception {
    var context = new LoggerContext();
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Path.of(configuration).toFile());
    assertNoLineIsForged(context);
  }

  private static void assertNoLineIsForged(LoggerContext context) {
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var thrown = new IllegalStateException(HOSTILE, new IllegalArgumentException(HOSTILE));
    var text = written(root, thrown);
    assertFalse(
        text.codePoints().anyMatch(p -> p != '\n' && p != '\t' && Printable.isHidden(p)), text);
    assertFalse(text.lines().anyMatch(line -> line.startsWith(FORGED)), text);
    context.stop();
  }

  private static String written(Logger root, Throwable thrown) {
    var event = new LoggingEvent("", root, Level.ERROR, HOSTILE, thrown, new Object[0]);
    event.setMDCPropertyMap(Map.of("vantage", HOSTILE));
    var appender = (OutputStreamAppender<ILoggingEvent>) root.getAppender("STDERR");
    return new String(appender.getEncoder().encode(event), UTF_8);
  }
}
