package dev.parallax.fleet.enrolment;

import dev.parallax.store.Store;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record of administrative changes: a line in the store and a line in the log. */
public final class Audit {
  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

  private final Store store;
  private final Clock clock;

  public Audit(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Adds a line.
   *
   * @param actor the actor, e.g. {@code operator:local} or {@code token:ab12cd34ef}
   * @param what the action, e.g. {@code revoke vantage eu-1}; never a secret
   */
  public void record(String actor, String what) {
    store.audit(clock.instant(), actor, what);
    LOG.info("audit: {}: {}", actor, what);
  }
}
