package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Fails the class when a buffer or engine was collected without having been released. */
public final class Leaks implements BeforeAllCallback, AfterAllCallback {
  private static final int ALLOCATIONS = 200;

  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    appender.start();
    logger().addAppender(appender);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    System.gc();
    for (int i = 0; i < ALLOCATIONS; i++) {
      ByteBufAllocator.DEFAULT.buffer(1).release();
    }
    logger().detachAppender(appender);
    assertEquals(
        List.of(), appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
  }
}
