package dev.parallax.agent.probe.trial;

import dev.parallax.model.observation.RedirectEnd;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The redirects to other origins that this agent followed in the last 10 s. The trials of one plan
 * share them, so that a host to which a target redirects gets one connection, not one of each
 * trial. Safe for use by many threads.
 */
public final class FollowedRedirects {
  private static final long KEPT_NANOS = 10_000_000_000L;
  private static final int MOST = 64;

  private final LongSupplier nanoTime;
  private final Map<String, Followed> kept = new LinkedHashMap<>();

  private record Followed(long since, CompletableFuture<RedirectEnd> end) {}

  public FollowedRedirects() {
    this(System::nanoTime);
  }

  /** With another clock, in nanoseconds. */
  FollowedRedirects(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * The end of a redirect: one that was followed before, otherwise that of {@code follow}.
   *
   * @param redirect the origin and the location
   */
  public synchronized CompletableFuture<RedirectEnd> of(
      String redirect, Supplier<CompletableFuture<RedirectEnd>> follow) {
    long now = nanoTime.getAsLong();
    kept.values().removeIf(one -> now - one.since() > KEPT_NANOS);
    var known = kept.get(redirect);
    if (known != null) {
      return known.end();
    }
    if (kept.size() >= MOST) {
      kept.remove(kept.keySet().iterator().next());
    }
    var end = follow.get();
    kept.put(redirect, new Followed(now, end));
    return end;
  }
}
