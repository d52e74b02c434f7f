package dev.parallax.sweep;

import dev.parallax.model.DnsStep;
import dev.parallax.model.Sweep;
import dev.parallax.model.Target;
import dev.parallax.model.TargetResults;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What the coordinator's own host is told about the names of one sweep, while the agents are at
 * work: nobody waits for it.
 */
final class HomeWitness {
  private static final int AT_ONCE = 16;

  private final HomeResolver resolver;
  private final Queue<String> open;
  private final Map<String, DnsStep> told = new ConcurrentHashMap<>();

  HomeWitness(HomeResolver resolver, List<Target> targets) {
    this.resolver = resolver;
    this.open = new ArrayDeque<>(targets.stream().flatMap(HomeWitness::name).distinct().toList());
  }

  /** Begins to ask. */
  void ask() {
    for (int i = 0; i < AT_ONCE; i++) {
      askNext();
    }
  }

  /** The sweep with what is known until now. */
  Sweep sign(Sweep sweep) {
    return sweep.withTargets(sweep.targets().stream().map(this::sign).toList());
  }

  private TargetResults sign(TargetResults results) {
    return results.with(Optional.ofNullable(told.get(results.target().host())));
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
                              told.put(host, step);
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

  /** Nothing for a target with an address of its own. */
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
