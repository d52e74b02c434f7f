package dev.parallax.watch.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.value.SweepId;
import dev.parallax.report.Aspect;
import dev.parallax.report.Change;
import dev.parallax.report.Diff;
import dev.parallax.report.LastHealthy;
import dev.parallax.report.TargetDiff;
import dev.parallax.store.Store;
import dev.parallax.sweep.Sweeps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes of a target's address, certificate and protocol since its last healthy sweep or look.
 * A comparison is cached, because it needs two sweeps to be read. Safe for several threads.
 */
public final class HealthyChanges {
  private static final Logger log = LoggerFactory.getLogger(HealthyChanges.class);
  private static final int KEPT = 256;
  private static final Set<Aspect> ASPECTS =
      Set.of(Aspect.LEAF, Aspect.ISSUER, Aspect.ADDRESSES, Aspect.ALPN, Aspect.TLS_VERSION);

  private final Store store;
  private final PastSweeps past;
  private final Cache<Key, Optional<HealthyComparison>> compared =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  private record Key(SweepId sweep, String target) {}

  /**
   * A comparison of a sweep with the last healthy one before it.
   *
   * @param healthyAt the start of the healthy sweep
   * @param target with the vantages that were compared
   * @param changes of address, certificate and protocol
   */
  public record HealthyComparison(Instant healthyAt, TargetDiff target, List<Change> changes) {
    public HealthyComparison {
      changes = List.copyOf(changes);
    }
  }

  public HealthyChanges(Sweeps sweeps, Store store) {
    this.store = store;
    this.past = new PastSweeps(store, sweeps::find);
  }

  /** Of a sweep; empty without an earlier healthy sweep, or when a sweep cannot be read. */
  public Optional<HealthyComparison> of(SweepId sweep, Target target) {
    return compared.get(new Key(sweep, target.name()), key -> compare(sweep, target));
  }

  /** Of the latest sweep or look of a target. */
  public Optional<HealthyComparison> latest(Target target, Instant now) {
    return store.verdictsOn(target.name(), now, 1).stream()
        .findFirst()
        .flatMap(last -> of(last.sweep(), target));
  }

  private Optional<HealthyComparison> compare(SweepId sweep, Target target) {
    try {
      return past.report(sweep, target).stream()
          .flatMap(report -> LastHealthy.ofAll(report, past).stream())
          .flatMap(diff -> diff.targets().stream().map(one -> comparison(diff, one)))
          .findFirst();
    } catch (RuntimeException unreadable) {
      log.warn("sweep {} cannot be compared", sweep, unreadable);
      return Optional.empty();
    }
  }

  private static HealthyComparison comparison(Diff diff, TargetDiff target) {
    var changes =
        target.changes().stream().filter(change -> ASPECTS.contains(change.aspect())).toList();
    return new HealthyComparison(diff.before().startedAt(), target, changes);
  }
}
