package dev.parallax.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.parallax.text.HostileText;
import dev.parallax.text.Printable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No logged text forges a line or reaches the terminal as a control sequence. */
final class EscapingEncoderTest {
  private static final String FORGED = "2026-01-01T00:00:00Z INFO  Audit revoked everything";
  private static final LoggerContext CONTEXT = new LoggerContext();

  private static String encoded(String message, @Nullable Throwable thrown) {
    var encoder = new EscapingEncoder();
    encoder.setContext(CONTEXT);
    encoder.setPattern("%-5level %logger{0} %msg %kvp %mdc");
    encoder.setFrames(2);
    encoder.start();
    var logger = CONTEXT.getLogger("a.b.Test");
    var event = new LoggingEvent("", logger, Level.WARN, "got: {}", thrown, new Object[] {message});
    event.setMDCPropertyMap(Map.of("vantage", message));
    return new String(encoder.encode(event), UTF_8);
  }

  private static void assertLines(String text) {
    assertTrue(text.endsWith("\n"), text);
    assertFalse(
        text.codePoints().anyMatch(p -> p != '\n' && p != '\t' && Printable.isHidden(p)), text);
    assertTrue(text.startsWith("WARN  Test got: "), text);
    text.lines().skip(1).forEach(line -> assertTrue(line.startsWith("\t"), text));
  }

  @Test
  void aMessageIsOneLine() {
    var text = encoded("a\r\n" + FORGED + "\u2028\u202e\u001b[2J\u0085\ud800\udb40\udc41", null);
    var shown = "a\\r\\n" + FORGED + "\\u2028\\u202e\\u001b[2J\\u0085\\ud800\\udb40\\udc41";
    assertEquals("WARN  Test got: " + shown + "  vantage=" + shown + "\n", text);
  }

  @Test
  void aThrowableCannotForgeALine() {
    var cause = new IllegalArgumentException("inner\n" + FORGED);
    var text = encoded("x", new IllegalStateException("outer\n" + FORGED + "\u009b2J", cause));
    assertLines(text);
    assertTrue(text.contains("\tjava.lang.IllegalStateException: outer\\n" + FORGED), text);
    assertTrue(text.contains("\tCaused by: java.lang.IllegalArgumentException: inner\\n"), text);
    assertTrue(text.lines().count() <= 9, text);
  }

  @Test
  void noTextGetsThrough() {
    HostileText.many()
        .limit(1_000)
        .forEach(hostile -> assertLines(encoded(hostile, new IllegalStateException(hostile))));
  }

  @Test
  void aLongMessageIsBounded() {
    assertTrue(encoded("\u202e".repeat(100_000), null).length() <= 8_193);
  }
}
