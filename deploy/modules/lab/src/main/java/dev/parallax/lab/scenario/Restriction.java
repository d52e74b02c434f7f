package dev.parallax.lab.scenario;

import java.util.Optional;
import java.util.stream.Stream;

/** A restriction of the fleet, its configuration or its network that users have. */
public enum Restriction {
  /**
   * The configuration of the README's commands: the default reference sites and control name,
   * neither a neutral server nor named resolvers, agents without opt-ins and privileges.
   */
  README("--readme", "README configuration"),
  /** No vantage reaches a reference site, the neutral server or the public resolver. */
  ISOLATED("--isolated", "isolated network"),
  /** One outside vantage in each of three regions, and the inside vantage. */
  THREE_VANTAGES("--three-vantages", "three vantages"),
  /** Agents have no capability, thus not CAP_NET_RAW. */
  UNPRIVILEGED("--unprivileged", "unprivileged agents"),
  /** Agents have no opt-in. */
  NO_OPT_INS("--no-opt-ins", "no opt-ins");

  private final String option;
  private final String words;

  Restriction(String option, String words) {
    this.option = option;
    this.words = words;
  }

  /** The restriction of an option of {@code deploy/lab run}; empty for another word. */
  public static Optional<Restriction> of(String option) {
    return Stream.of(values()).filter(it -> it.option.equals(option)).findFirst();
  }

  @Override
  public String toString() {
    return words;
  }
}
