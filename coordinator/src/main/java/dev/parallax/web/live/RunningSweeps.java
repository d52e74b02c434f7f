package dev.parallax.web.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.sweep.event.SweepListener;
import dev.parallax.sweep.event.SweepWatch;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.text.Printable;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The running sweeps, and the reasons of those that ended without a result. */
public final class RunningSweeps implements SweepWatch, RunningSweep.Runner {
  private static final int FAILURES = 256;

  private final InstantSource clock;
  private final VerdictHistory chronicle;
  private final Metered metered;
  private final Map<SweepId, RunningSweep> running = new ConcurrentHashMap<>();
  private final Cache<SweepId, String> failures =
      Caffeine.newBuilder().maximumSize(FAILURES).build();

  /** Counts sweeps for the metrics. */
  public interface Metered {
    void finished(Sweep sweep, List<TargetVerdicts> verdicts);

    void failed();
  }

  public RunningSweeps(InstantSource clock, VerdictHistory chronicle, Metered metered) {
    this.clock = clock;
    this.chronicle = chronicle;
    this.metered = metered;
  }

  @Override
  public SweepListener follow(SweepId sweep, SweepRequest request) {
    var ongoing = new RunningSweep(sweep, request, clock.instant(), this);
    running.put(sweep, ongoing);
    return ongoing;
  }

  /** Newest first. */
  public List<RunningSweep> running() {
    return running.values().stream()
        .sorted(Comparator.comparing(RunningSweep::since).reversed())
        .toList();
  }

  public Optional<RunningSweep> running(SweepId sweep) {
    return Optional.ofNullable(running.get(sweep));
  }

  /** The error that ended the sweep, in one printable line. */
  public Optional<String> failure(SweepId sweep) {
    return Optional.ofNullable(failures.getIfPresent(sweep));
  }

  @Override
  public void finished(RunningSweep sweep, Sweep whole, List<TargetVerdicts> verdicts) {
    chronicle.finished(whole, verdicts);
    metered.finished(whole, verdicts);
    running.remove(sweep.id());
  }

  @Override
  public void failed(RunningSweep sweep, RuntimeException error) {
    failures.put(sweep.id(), Printable.message(error));
    metered.failed();
    running.remove(sweep.id());
  }
}
