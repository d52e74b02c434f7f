package dev.parallax.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.model.Sweep;
import dev.parallax.model.SweepId;
import dev.parallax.model.TargetVerdicts;
import dev.parallax.sweep.SweepListener;
import dev.parallax.sweep.SweepRequest;
import dev.parallax.sweep.SweepWatch;
import dev.parallax.text.Printable;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which sweeps run, and why some ended without a result. */
final class SweepBoard implements SweepWatch, Ongoing.Runner {
  private static final int FAILURES = 256;

  private final InstantSource clock;
  private final Chronicle chronicle;
  private final Metered metered;
  private final Map<SweepId, Ongoing> running = new ConcurrentHashMap<>();
  private final Cache<SweepId, String> failures =
      Caffeine.newBuilder().maximumSize(FAILURES).build();

  /** What counts sweeps for the metrics. */
  interface Metered {
    void finished(Sweep sweep, List<TargetVerdicts> verdicts);

    void failed();
  }

  SweepBoard(InstantSource clock, Chronicle chronicle, Metered metered) {
    this.clock = clock;
    this.chronicle = chronicle;
    this.metered = metered;
  }

  @Override
  public SweepListener follow(SweepId sweep, SweepRequest request) {
    var ongoing = new Ongoing(sweep, request, clock.instant(), this);
    running.put(sweep, ongoing);
    return ongoing;
  }

  /** Newest first. */
  List<Ongoing> running() {
    return running.values().stream()
        .sorted(Comparator.comparing(Ongoing::since).reversed())
        .toList();
  }

  Optional<Ongoing> running(SweepId sweep) {
    return Optional.ofNullable(running.get(sweep));
  }

  /** What ended the sweep, in one printable line. */
  Optional<String> failure(SweepId sweep) {
    return Optional.ofNullable(failures.getIfPresent(sweep));
  }

  @Override
  public void finished(Ongoing sweep, Sweep whole, List<TargetVerdicts> verdicts) {
    chronicle.finished(whole, verdicts);
    metered.finished(whole, verdicts);
    running.remove(sweep.id());
  }

  @Override
  public void failed(Ongoing sweep, RuntimeException error) {
    failures.put(sweep.id(), Printable.message(error));
    metered.failed();
    running.remove(sweep.id());
  }
}
