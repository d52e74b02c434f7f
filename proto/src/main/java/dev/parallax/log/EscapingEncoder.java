package dev.parallax.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.pattern.PatternLayoutEncoderBase;
import dev.parallax.text.CiLog;
import dev.parallax.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event as one line: control, format and separator characters, and halves of surrogate
 * pairs, of the message, its arguments, the MDC and the logger's name are escaped as in JSON. A
 * throwable follows on lines of its own that begin with a tabulator, with its message escaped
 * alike. The pattern contains neither {@code %n} nor {@code %ex}.
 */
public final class EscapingEncoder extends PatternLayoutEncoderBase<ILoggingEvent> {
  /** The bound of a line, in chars. */
  private static final int LINE = 8_192;

  /** The bound of a throwable's message, in chars. */
  private static final int MESSAGE = 1_000;

  private static final int CAUSES = 5;
  private int frames = 40;

  /** The maximum number of stack frames of each throwable; set by the configuration. */
  public void setFrames(int frames) {
    this.frames = frames;
  }

  @Override
  public void start() {
    var pattern = new PatternLayout();
    pattern.setContext(context);
    pattern.setPattern(getPattern() + "%nopex");
    pattern.start();
    layout = pattern;
    super.start();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var text = new StringBuilder(escaped(layout.doLayout(event), LINE).stripTrailing());
    throwable(event.getThrowableProxy(), text);
    return text.append('\n').toString().getBytes(UTF_8);
  }

  private void throwable(@Nullable IThrowableProxy first, StringBuilder text) {
    var thrown = first;
    for (int i = 0; i < CAUSES && thrown != null; i++) {
      text.append(i == 0 ? "\n\t" : "\n\tCaused by: ").append(escaped(words(thrown), MESSAGE));
      frames(thrown, text);
      thrown = thrown.getCause();
    }
  }

  private static String words(IThrowableProxy thrown) {
    var message = thrown.getMessage();
    return message == null ? thrown.getClassName() : thrown.getClassName() + ": " + message;
  }

  private void frames(IThrowableProxy thrown, StringBuilder text) {
    var all = thrown.getStackTraceElementProxyArray();
    int own = all.length - thrown.getCommonFrames();
    for (int i = 0; i < Math.min(own, frames); i++) {
      text.append("\n\t\t").append(escaped(all[i].getSTEAsString(), MESSAGE));
    }
    if (all.length > Math.min(own, frames)) {
      text.append("\n\t\t... ").append(all.length - Math.min(own, frames)).append(" more");
    }
  }

  private static String escaped(String text, int limit) {
    return CiLog.inert(Printable.escaped(text, limit));
  }
}
