package dev.parallax.watch.run;

import dev.parallax.store.SilenceRecord;
import dev.parallax.store.WatchStore;
import dev.parallax.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The silences of targets: while one lasts, incidents of its target are not opened; looks go on,
 * and incidents are closed. Safe for several threads.
 */
final class Silences {
  static final Duration SHORTEST = Duration.ofMinutes(1);
  static final Duration LONGEST = Duration.ofDays(30);
  static final int LONGEST_REASON = 200;
  private static final int READ = 1_000;

  private final WatchStore store;
  private final InstantSource clock;
  private volatile List<SilenceRecord> active;

  Silences(WatchStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.active = read();
  }

  /** Reads the store again: another coordinator may have written it. */
  void refresh() {
    active = read();
  }

  private List<SilenceRecord> read() {
    var now = clock.instant();
    return store.silences(READ).stream().filter(one -> one.endsAt().isAfter(now)).toList();
  }

  /** The silence of a target now that ends last. */
  Optional<SilenceRecord> of(String target) {
    var now = clock.instant();
    return active.stream()
        .filter(one -> one.target().equals(target) && one.covers(now))
        .max((one, other) -> one.endsAt().compareTo(other.endsAt()));
  }

  /**
   * Starts a silence now; it takes the place of an earlier silence of the target.
   *
   * @throws IllegalArgumentException naming the invalid value and the expectation
   */
  SilenceRecord begin(String target, Duration length, String reason, String author) {
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a silence lasts 1m to 30d, got: " + length.toSeconds() + "s");
    }
    var text = reason.strip();
    if (text.isEmpty() || text.length() > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "the reason of a silence has 1 to %d characters, got: %d"
              .formatted(LONGEST_REASON, text.length()));
    }
    end(target);
    var now = clock.instant();
    var silence =
        new SilenceRecord(
            UUID.randomUUID().toString(),
            target,
            now,
            now.plus(length),
            author,
            Printable.of(text, LONGEST_REASON));
    store.save(silence);
    refresh();
    return silence;
  }

  /** Ends the silences of a target now; whether there was a silence. */
  boolean end(String target) {
    var now = clock.instant();
    var running =
        active.stream().filter(one -> one.target().equals(target) && one.covers(now)).toList();
    running.forEach(one -> store.save(ended(one, now)));
    refresh();
    return !running.isEmpty();
  }

  private static SilenceRecord ended(SilenceRecord one, Instant now) {
    return new SilenceRecord(
        one.id(), one.target(), one.startsAt(), now, one.author(), one.reason());
  }
}
