package dev.parallax.supervision;

import dev.parallax.text.Printable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service manager of this process, such as systemd, addressed by the protocol of sd_notify(3).
 * Absent unless the process was started with NOTIFY_SOCKET; then every method does nothing. A
 * notification that fails is logged once and never ends the process.
 */
public final class ServiceManager {
  private static final Logger log = LoggerFactory.getLogger(ServiceManager.class);
  private static final int LONGEST_STATUS = 200;
  private static final long WATCHDOG_SHARE = 3;

  private final Optional<NotifySocket> socket;
  private final Optional<Duration> watchdogInterval;
  private volatile boolean failed;

  private ServiceManager(Optional<NotifySocket> socket, Optional<Duration> watchdogInterval) {
    this.socket = socket;
    this.watchdogInterval = watchdogInterval;
  }

  /** No service manager. */
  public static ServiceManager none() {
    return new ServiceManager(Optional.empty(), Optional.empty());
  }

  /**
   * The service manager named by the variables NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID.
   *
   * @param processId of this process; a watchdog of another process is ignored
   */
  public static ServiceManager of(Map<String, String> environment, long processId) {
    var socket =
        Optional.ofNullable(environment.get("NOTIFY_SOCKET"))
            .filter(NotifySocket::isAddress)
            .map(NotifySocket::new);
    var watchdog =
        Optional.ofNullable(environment.get("WATCHDOG_USEC"))
            .filter(
                each ->
                    environment
                        .getOrDefault("WATCHDOG_PID", String.valueOf(processId))
                        .equals(String.valueOf(processId)))
            .flatMap(ServiceManager::microseconds);
    return new ServiceManager(socket, socket.isPresent() ? watchdog : Optional.empty());
  }

  /** The interval at which {@link #alive} is due: a third of the watchdog's timeout. */
  public Optional<Duration> watchdogInterval() {
    return watchdogInterval.map(timeout -> timeout.dividedBy(WATCHDOG_SHARE));
  }

  /** The process has started and serves. */
  public void ready() {
    send("READY=1");
  }

  /** Notifies the watchdog. */
  public void alive() {
    send("WATCHDOG=1");
  }

  /** The process is about to end. */
  public void stopping() {
    send("STOPPING=1");
  }

  /** One line for {@code systemctl status}, at most 200 characters. */
  public void status(String line) {
    send("STATUS=" + Printable.escaped(line, LONGEST_STATUS));
  }

  private void send(String state) {
    socket.ifPresent(
        to -> {
          try {
            to.send(state);
          } catch (IOException unsent) {
            if (!failed) {
              failed = true;
              log.warn("service manager cannot be notified: {}", unsent.getMessage());
            }
          }
        });
  }

  private static Optional<Duration> microseconds(String text) {
    try {
      long value = Long.parseLong(text);
      return value > 0
          ? Optional.of(Duration.ofNanos(Math.multiplyExact(value, 1_000L)))
          : Optional.empty();
    } catch (NumberFormatException | ArithmeticException malformed) {
      log.warn("WATCHDOG_USEC: expected a positive number of microseconds, got: {}", text);
      return Optional.empty();
    }
  }
}
