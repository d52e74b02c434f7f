package dev.parallax.watch.route;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a URL once a minute while the watches work: a service that misses the calls reports that
 * this coordinator, its host or its network is down. Used by one thread.
 */
public final class Heartbeat implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final InstantSource clock;
  private final HttpPost http = new HttpPost(PATIENCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Instant last = Instant.MIN;

  public Heartbeat(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Posts to the URL when the next call is due; returns at once.
   *
   * @param works whether measuring can be trusted; otherwise no call is made
   */
  public void turn(Optional<String> url, boolean works) {
    var now = clock.instant();
    // A clock that was set back does not stop the calls.
    var isDue = last.equals(Instant.MIN) || last.isAfter(now) || !last.plus(EVERY).isAfter(now);
    if (url.isPresent() && works && isDue) {
      last = now;
      threads.execute(() -> call(URI.create(url.get())));
    }
  }

  private void call(URI url) {
    try {
      var _ = http.post(url, "", Map.of());
    } catch (DeliveryException refused) {
      log.warn("no heartbeat: {}", refused.getMessage());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.close();
  }
}
