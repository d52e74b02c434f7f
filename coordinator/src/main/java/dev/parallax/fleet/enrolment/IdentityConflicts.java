package dev.parallax.fleet.enrolment;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.failure.StoreException;
import dev.parallax.text.Printable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indications that a vantage's key is in use at two places: a copied state folder, a restored
 * backup or a stolen key. Each is counted; for each vantage and kind at most one an hour is written
 * to audit and log, because the holder of the key determines their frequency.
 */
public final class IdentityConflicts {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityConflicts.class);
  private static final Duration QUIET = Duration.ofHours(1);

  private final Audit audit;
  private final Clock clock;

  @GuardedBy("this")
  private final Map<VantageId, Map<Kind, Count>> counts = new HashMap<>();

  /** The kind of conflict. */
  public enum Kind {
    /**
     * A process connected while another process with the same identity was connected and answered.
     */
    SECOND_PROCESS,
    /** A certificate was used after a later certificate of the same vantage had been used. */
    SUPERSEDED_CERTIFICATE;

    /** The word in metrics and commands. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How often since the coordinator started, and when last.
   *
   * @param recorded when it last went to the audit
   */
  public record Count(long times, Instant last, Instant recorded) {}

  public IdentityConflicts(Audit audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Counts a conflict.
   *
   * @param detail the two places, for the operator
   */
  public void add(VantageId vantage, Kind kind, String detail) {
    if (counted(vantage, kind)) {
      var what =
          "identity conflict of vantage "
              + vantage
              + ", "
              + kind.word()
              + ": "
              + Printable.escaped(detail, Printable.LIMIT);
      LOG.warn("{}; revoke the vantage if its key may be stolen", what);
      try {
        audit.record("agent:" + vantage, what);
      } catch (StoreException trouble) {
        LOG.warn("the audit could not be written: {}", trouble.getMessage());
      }
    }
  }

  /** Counts of one vantage by kind; kinds without a conflict are absent. */
  public synchronized Map<Kind, Count> of(VantageId vantage) {
    return Map.copyOf(counts.getOrDefault(vantage, Map.of()));
  }

  private synchronized boolean counted(VantageId vantage, Kind kind) {
    var now = clock.instant();
    var kinds = counts.computeIfAbsent(vantage, _ -> new EnumMap<>(Kind.class));
    var before = Optional.ofNullable(kinds.get(kind));
    var due = before.filter(count -> count.recorded().plus(QUIET).isAfter(now)).isEmpty();
    kinds.put(
        kind,
        new Count(
            before.map(Count::times).orElse(0L) + 1,
            now,
            due ? now : before.map(Count::recorded).orElse(now)));
    return due;
  }
}
