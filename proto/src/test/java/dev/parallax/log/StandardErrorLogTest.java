package dev.parallax.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StandardErrorLogTest {
  private final LoggerContext loggers = new LoggerContext();

  @BeforeEach
  void context() {
    loggers.setMDCAdapter(new LogbackMDCAdapter());
  }

  /** The text that this work writes to standard error. */
  private static String written(Runnable work) {
    var before = System.err;
    var bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(UTF_8);
  }

  @Test
  void anEventIsALineWithTimeInUtcLevelAndLastPartOfTheName() {
    var line =
        written(
            () -> {
              StandardErrorLog.begin(loggers);
              loggers.getLogger("a.b.Test").info("got: {}", "x\ny");
            });
    assertTrue(
        line.matches(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z INFO  Test got:"
                + " x\\\\ny\\R"),
        line);
  }

  @Test
  void librariesLogWarningsOnly_andEverythingElseInformation() {
    StandardErrorLog.begin(loggers);
    assertFalse(loggers.getLogger("io.grpc.Any").isInfoEnabled());
    assertFalse(loggers.getLogger("io.netty.Any").isInfoEnabled());
    assertTrue(loggers.getLogger("dev.parallax.Any").isInfoEnabled());
    assertFalse(loggers.getLogger("dev.parallax.Any").isDebugEnabled());
  }

  /** These tests have a {@code logback-test.xml}. */
  @Test
  void aFileHasPrecedence() {
    assertEquals(ExecutionStatus.INVOKE_NEXT_IF_ANY, new StandardErrorLog().configure(loggers));
    assertFalse(loggers.getLogger("ROOT").iteratorForAppenders().hasNext());
  }
}
