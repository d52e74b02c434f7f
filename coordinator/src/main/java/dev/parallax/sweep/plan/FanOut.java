package dev.parallax.sweep.plan;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.Sweep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The maximum number of handshakes of a trial: one for each address. The number of addresses of a
 * name is known after its resolution; before that, the limit of an agent is used.
 */
public final class FanOut {
  /** An agent tries four addresses of each family. */
  public static final int MOST = 8;

  private static final int MOST_OF_ONE_FAMILY = 4;

  /** Usually one address of each family. */
  private static final int USUAL = 2;

  private final Map<String, Integer> addresses = new HashMap<>();

  private FanOut() {}

  /** Before any resolution. */
  public static FanOut unknown() {
    return new FanOut();
  }

  public static FanOut of(Sweep soFar) {
    var fanOut = new FanOut();
    for (var results : soFar.targets()) {
      most(results.observations())
          .ifPresent(most -> fanOut.addresses.put(results.target().host(), most));
    }
    return fanOut;
  }

  /** The maximum number of addresses of one base trial. */
  private static Optional<Integer> most(List<Observation> observations) {
    return observations.stream()
        .filter(seen -> seen.key().arm() == Arm.BASE && seen.steps().tcp().isPresent())
        .collect(
            Collectors.groupingBy(
                seen -> List.of(seen.key().vantage(), seen.key().round(), seen.key().trial()),
                Collectors.counting()))
        .values()
        .stream()
        .max(Long::compare)
        .map(Math::toIntExact);
  }

  /** The maximum of all trials at one vantage. */
  long handshakes(ProbeSpec probe) {
    return handshakes(probe, most(probe));
  }

  /** The expected number of all trials at one vantage. */
  long expected(List<ProbeSpec> probes) {
    return probes.stream().mapToLong(probe -> handshakes(probe, USUAL)).sum();
  }

  private long handshakes(ProbeSpec probe, int unresolved) {
    if (probe.lastStep() == Step.DNS) {
      return 0;
    }
    boolean one = probe.address().isPresent() || isLiteral(probe.host());
    return (long) probe.trials() * (one ? 1 : addresses.getOrDefault(probe.host(), unresolved));
  }

  private static int most(ProbeSpec probe) {
    return probe.route().family() == Family.ANY ? MOST : MOST_OF_ONE_FAMILY;
  }

  /** The maximum number of addresses of a target that one trial reaches. */
  static int most(Target target, Family family) {
    boolean one = target.pinned().isPresent() || isLiteral(target.host());
    return one ? 1 : family == Family.ANY ? MOST : MOST_OF_ONE_FAMILY;
  }

  long handshakes(List<ProbeSpec> probes) {
    return probes.stream().mapToLong(this::handshakes).sum();
  }

  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
  }
}
