package dev.parallax.agent.plan;

import dev.parallax.agent.config.Act;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbeSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The actions with the opt-in of this host's owner. The actions of a probe follow from its packets
 * and their destination, not from its arm; see RATIONALE.md.
 */
public record Consent(Set<Act> given) {
  /** Reserved for examples and tests (RFC 2606, RFC 6761): they belong to no site. */
  private static final Pattern RESERVED =
      Pattern.compile("(?:.*\\.)?(?:example\\.(?:com|net|org)|example|test|invalid|localhost)");

  public Consent {
    given =
        Collections.unmodifiableSet(
            given.isEmpty() ? EnumSet.noneOf(Act.class) : EnumSet.copyOf(given));
  }

  /**
   * The opt-ins that a probe needs.
   *
   * @param anyOf any of these suffices
   * @param why the value that requires consent
   */
  private record Need(Set<Act> anyOf, String why) {
    String detail() {
      var words = anyOf.stream().sorted().map(Act::word).collect(Collectors.joining(" or "));
      return "the owner of this host has not opted in to " + words + ": " + why;
    }
  }

  boolean to(Act act) {
    return given.contains(act);
  }

  /** Why this probe may not run here; empty when it may. */
  Optional<String> refusal(ProbeSpec probe) {
    return needs(probe).stream()
        .filter(need -> Collections.disjoint(need.anyOf(), given))
        .map(Need::detail)
        .findFirst();
  }

  private static List<Need> needs(ProbeSpec probe) {
    var needs = new ArrayList<Need>();
    Act.of(probe.arm())
        .ifPresent(act -> needs.add(new Need(Set.of(act), "the arm is " + probe.arm().word())));
    probe
        .route()
        .hopLimit()
        .ifPresent(
            limit -> needs.add(new Need(Set.of(Act.TTL_WALK), "the hop limit is " + limit.hops())));
    if (probe.exchange().script().sends()) {
      needs.add(new Need(Set.of(Act.TCP_SEND), "the script of " + probe.target() + " sends bytes"));
    }
    name(probe, Target.parse(probe.target())).ifPresent(needs::add);
    return needs;
  }

  /** The opt-ins that the server name and the host need, for the declared target of the probe. */
  private static Optional<Need> name(ProbeSpec probe, Target target) {
    if (isUnderItsOwnName(probe)) {
      return Optional.empty();
    }
    if (!probe.host().equals(target.host())) {
      return Optional.of(
          new Need(
              isLiteral(probe)
                  ? Set.of(Act.RESPONDER, Act.REAL_SNI_AT_NEUTRAL)
                  : Set.of(Act.REAL_SNI_AT_NEUTRAL),
              "host " + probe.host() + " is not the target's"));
    }
    return probe
        .serverName()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> !name.equals(target.host()) && !RESERVED.matcher(name).matches())
        .map(
            name ->
                new Need(
                    Set.of(Act.CONTROL_SNI, Act.REAL_SNI_AT_NEUTRAL),
                    "server name " + name + " is not the target's"));
  }

  /** A big answer of the target or of a neutral server; its opt-in covers the host. */
  private static boolean isUnderItsOwnName(ProbeSpec probe) {
    return probe.arm() == Arm.BIG_ANSWER
        && probe.serverName().filter(name -> !name.equalsIgnoreCase(probe.host())).isEmpty();
  }

  private static boolean isLiteral(ProbeSpec probe) {
    return probe.host().contains(":") || probe.host().matches("[0-9.]+");
  }
}
