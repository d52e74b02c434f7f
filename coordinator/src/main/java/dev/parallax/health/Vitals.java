package dev.parallax.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The essential parts of a coordinator: long-running threads and the store's last write. Readiness
 * follows {@link #trouble}; {@link #death} completes when such a thread has ended, after which the
 * process must end.
 */
public final class Vitals {
  private static final Logger log = LoggerFactory.getLogger(Vitals.class);

  private final LongSupplier nanos;
  private final List<Vital> all = new CopyOnWriteArrayList<>();
  private final List<Supplier<Optional<String>>> followed = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> death = new CompletableFuture<>();

  public Vitals() {
    this(System::nanoTime);
  }

  /**
   * @param nanos a monotonic clock
   */
  Vitals(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The body of a thread; it ends by {@link InterruptedException} when it is closed. */
  @FunctionalInterface
  public interface Body {
    void run(Vital vital) throws InterruptedException;
  }

  /**
   * Watches a part without a thread of its own.
   *
   * @param patience the maximum duration of a piece of work; a longer duration is trouble
   */
  public Vital watch(String name, Duration patience) {
    var vital = new Vital(name, patience.toNanos(), nanos);
    all.add(vital);
    return vital;
  }

  /**
   * Adds a part that reports its own trouble.
   *
   * @param trouble one line, empty while the part works
   */
  public void follow(String name, Supplier<Optional<String>> trouble) {
    followed.add(() -> trouble.get().map(why -> name + ": " + why));
  }

  /**
   * Starts a thread that ends only by interruption.
   *
   * @param patience the maximum duration of a piece of its work; a longer duration is trouble
   */
  public Thread start(String name, Duration patience, Body body) {
    var vital = watch(name, patience);
    return Thread.ofPlatform().daemon().name(name).start(() -> run(vital, body));
  }

  /** The reason why this process does not work, in one line; empty while all parts work. */
  public Optional<String> trouble() {
    return Stream.concat(all.stream().map(Vital::trouble), followed.stream().map(Supplier::get))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Completes with one line when a thread of {@link #start} ended by an error. */
  public CompletableFuture<String> death() {
    return death;
  }

  private void run(Vital vital, Body body) {
    try {
      body.run(vital);
      vital.closed();
    } catch (InterruptedException closed) {
      vital.closed();
    } catch (Throwable fatal) { // any end must be reported to the process
      vital.fail("ended by " + fatal.getClass().getName());
      log.error("{} ended", vital.name(), fatal);
      death.complete(vital.name() + ": ended by " + fatal.getClass().getName());
    }
  }
}
