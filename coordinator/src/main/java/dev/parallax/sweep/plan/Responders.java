package dev.parallax.sweep.plan;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The agents of a sweep that act as responders, by their facts. Pure. */
public final class Responders {
  /** Each is a handshake with a name that may trigger a filter, from every vantage. */
  static final int LIMIT = 2;

  private Responders() {}

  /**
   * An agent that answers.
   *
   * @param at its address as a target without TLS name
   */
  public record RespondingAgent(VantageId vantage, String network, Target at) {}

  public static List<RespondingAgent> of(List<Vantage> vantages) {
    return vantages.stream()
        .flatMap(vantage -> responder(vantage).stream())
        .sorted(Comparator.comparing(RespondingAgent::vantage))
        .toList();
  }

  /**
   * A few, in different networks: first those at which the target works, because the path to them
   * is then not faulty.
   */
  static List<RespondingAgent> chosen(Sweep sweep, TargetResults results) {
    var failing = failing(results);
    var networks = new HashSet<String>();
    return of(sweep.vantages()).stream()
        .sorted(Comparator.comparing(responder -> failing.contains(responder.vantage())))
        .filter(listener -> elsewhere(sweep, listener))
        .filter(nextResponder -> sweep.family().admits(nextResponder.at()))
        .filter(singleResponder -> networks.add(singleResponder.network()))
        .limit(LIMIT)
        .toList();
  }

  private static boolean elsewhere(Sweep sweep, RespondingAgent responder) {
    return sweep.vantages().stream()
        .anyMatch(vantage -> !vantage.network().equals(responder.network()));
  }

  private static Set<VantageId> failing(TargetResults results) {
    return results.observations().stream()
        .filter(seen -> seen.key().arm() == Arm.BASE && seen.failure().isPresent())
        .map(seen -> seen.key().vantage())
        .collect(Collectors.toSet());
  }

  /** A fact of an agent is hostile: a value other than an address with a port is ignored. */
  private static Optional<RespondingAgent> responder(Vantage vantage) {
    return Optional.ofNullable(vantage.facts().get("responder"))
        .flatMap(Responders::target)
        .filter(Target::isAddressLiteral)
        .map(at -> new RespondingAgent(vantage.id(), vantage.network(), at));
  }

  private static Optional<Target> target(String text) {
    try {
      return Optional.of(Target.parse("tls://" + text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
