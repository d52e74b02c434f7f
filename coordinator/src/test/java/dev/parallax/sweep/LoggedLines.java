package dev.parallax.sweep;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** The lines that a class logs from INFO on, each with the context of its thread. */
public final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;

  public LoggedLines(Class<?> of) {
    logger = (Logger) LoggerFactory.getLogger(of);
    start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(this);
  }

  public List<ILoggingEvent> all() {
    return lines;
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing(); // Keeps the context of the thread that logs.
    lines.add(event);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(null);
    logger.setAdditive(true);
  }
}
