package dev.parallax.sweep.intake;

import dev.parallax.health.Vital;
import dev.parallax.health.Vitals;
import dev.parallax.log.LogContext;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.value.SweepId;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the central checks of stored observations on threads of its own: a slow chain, or a defect
 * in its parser, delays no observation. A vantage has at most one running check.
 */
public final class CheckQueue implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CheckQueue.class);
  private static final int THREADS = 2;

  /** Bytes of encoded observations that wait here, for one vantage and in total. */
  private static final long QUEUE_BYTES = 16 << 20;

  private static final long TOTAL_BYTES = 64 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final CentralChecks checks;
  private final RevocationSource revocation;
  private final BiConsumer<SweepId, Mail> sweeps;
  private final FairQueue<Observation> queue =
      new FairQueue<>(QUEUE_BYTES, TOTAL_BYTES, crowdedOut -> unchecked(crowdedOut.item()));
  private final List<Thread> threads;

  /** Without queries to the authorities' servers. */
  CheckQueue(CentralChecks checks, BiConsumer<SweepId, Mail> sweeps, Vitals vitals) {
    this(checks, RevocationSource.NONE, sweeps, vitals);
  }

  public CheckQueue(
      CentralChecks checks,
      RevocationSource revocation,
      BiConsumer<SweepId, Mail> sweeps,
      Vitals vitals) {
    this.checks = checks;
    this.revocation = revocation;
    this.sweeps = sweeps;
    this.threads =
        IntStream.rangeClosed(1, THREADS)
            .mapToObj(number -> vitals.start("central checks " + number, PATIENCE, this::work))
            .toList();
  }

  /** Whether a check of this observation will follow. */
  boolean wants(Observation seen) {
    return checks.applies(seen);
  }

  /**
   * Schedules the check of a stored observation; its sweep receives the result, or the information
   * that the queue is full.
   *
   * @param size bytes of the encoded observation
   */
  void add(Observation seen, long size) {
    if (!queue.offer(seen.key().vantage(), seen, size + Intake.OVERHEAD)) {
      unchecked(seen);
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }

  private void work(Vital vital) throws InterruptedException {
    while (true) {
      var entry = queue.hold();
      vital.begin();
      try {
        guarded(entry.item());
      } finally {
        vital.end();
        queue.release(entry.from());
      }
    }
  }

  /** A failed check does not prevent the next check. */
  private void guarded(Observation seen) {
    try (var _ = LogContext.of(seen.key().sweep(), seen.key().vantage())) {
      var check = validate(seen);
      check
          .flatMap(valid -> path(seen, valid))
          .ifPresentOrElse(
              path -> askAuthorities(seen, check.orElseThrow(), path), () -> tell(seen, check));
    }
  }

  private Optional<CentralCheck> validate(Observation seen) {
    try {
      return checks.of(seen);
    } catch (Throwable defect) { // a deep chain overflows the stack, a large key exhausts memory
      log.warn("the chain of {} could not be checked: {}", seen.key().target(), defect.getClass());
      return Optional.empty();
    }
  }

  private Optional<List<X509Certificate>> path(Observation seen, CentralCheck check) {
    try {
      return checks.path(seen, check);
    } catch (RuntimeException | StackOverflowError defect) {
      log.warn("no path of the chain of {}: {}", seen.key().target(), defect.getClass());
      return Optional.empty();
    }
  }

  /** Does not wait: the sweep receives the check with the answers. */
  private void askAuthorities(Observation seen, CentralCheck check, List<X509Certificate> path) {
    var _ =
        CompletableFuture.completedFuture(path)
            .thenCompose(revocation::of)
            .whenComplete(
                (answers, defect) ->
                    tell(seen, Optional.of(defect == null ? check.with(answers) : check)));
  }

  private void unchecked(Observation seen) {
    tell(seen, Optional.empty());
  }

  private void tell(Observation seen, Optional<CentralCheck> check) {
    sweeps.accept(seen.key().sweep(), new Mail.Checked(seen.key(), check));
  }
}
