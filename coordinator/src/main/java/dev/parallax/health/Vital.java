package dev.parallax.health;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One essential part of the process. */
public final class Vital {
  private final String name;
  private final long patienceNanos;
  private final LongSupplier nanos;
  private Optional<Long> workingSince = Optional.empty();
  private Optional<String> failure = Optional.empty();

  Vital(String name, long patienceNanos, LongSupplier nanos) {
    this.name = name;
    this.patienceNanos = patienceNanos;
    this.nanos = nanos;
  }

  String name() {
    return name;
  }

  /** A piece of work begins. */
  public synchronized void begin() {
    workingSince = Optional.of(nanos.getAsLong());
  }

  /** The piece of work is done; an earlier failure is over. */
  public synchronized void end() {
    workingSince = Optional.empty();
    failure = Optional.empty();
  }

  /** A piece of work failed; the part is in trouble until the next success. */
  public synchronized void fail(String why) {
    workingSince = Optional.empty();
    failure = Optional.of(why);
  }

  synchronized void closed() {
    workingSince = Optional.empty();
    failure = Optional.of("closed");
  }

  synchronized Optional<String> trouble() {
    return failure
        .map(why -> name + ": " + why)
        .or(
            () ->
                workingSince
                    .map(since -> nanos.getAsLong() - since)
                    .filter(busy -> busy > patienceNanos)
                    .map(
                        busy ->
                            name + ": busy for " + TimeUnit.NANOSECONDS.toSeconds(busy) + " s"));
  }
}
