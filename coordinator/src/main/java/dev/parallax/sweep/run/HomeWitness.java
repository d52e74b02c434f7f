package dev.parallax.sweep.run;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The answers of the coordinator's own name server for the names of one sweep, obtained while the
 * agents run; no step waits for them.
 */
final class HomeWitness {
  private static final int AT_ONCE = 16;

  private final HomeResolver resolver;
  private final Queue<String> open;
  private final Map<String, DnsStep> steps = new ConcurrentHashMap<>();

  HomeWitness(HomeResolver resolver, List<Target> targets) {
    this.resolver = resolver;
    this.open = new ArrayDeque<>(targets.stream().flatMap(HomeWitness::name).distinct().toList());
  }

  /** Starts the queries. */
  void ask() {
    for (int i = 0; i < AT_ONCE; i++) {
      askNext();
    }
  }

  /** The sweep with the answers so far. */
  Sweep sign(Sweep sweep) {
    return sweep.withTargets(sweep.targets().stream().map(this::sign).toList());
  }

  private TargetResults sign(TargetResults results) {
    return results.with(Optional.ofNullable(steps.get(results.target().host())));
  }

  private void askNext() {
    next()
        .ifPresent(
            host -> {
              var _ =
                  resolver
                      .resolve(host)
                      .whenComplete(
                          (step, silent) -> {
                            if (silent == null) {
                              steps.put(host, step);
                            }
                            askNext();
                          });
            });
  }

  private Optional<String> next() {
    synchronized (open) {
      return Optional.ofNullable(open.poll());
    }
  }

  /** Empty for a target with an address of its own. */
  private static Stream<String> name(Target target) {
    return target.pinned().isPresent() || isLiteral(target.host())
        ? Stream.of()
        : Stream.of(target.host());
  }

  private static boolean isLiteral(String host) {
    try {
      var _ = InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException name) {
      return false;
    }
  }
}
