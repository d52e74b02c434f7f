package dev.parallax.attribution.symptom;

import dev.parallax.model.endpoint.Resolver.Transport;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.WalkVariant;

/** What distinguishes the probes of one arm, read once from the variant of a trial. */
public sealed interface ProbeVariant {
  int MOST_PORT = 65_535;

  /** The probes of the arm are alike, or differ in nothing that attribution looks at. */
  enum Plain implements ProbeVariant {
    PLAIN
  }

  /** When a handshake without the real name ran. */
  enum ControlTurn implements ProbeVariant {
    LATER,
    /** Before the real name was sent. */
    FIRST
  }

  /** How a query reached the name server. */
  enum Query implements ProbeVariant {
    DATAGRAM,
    /** Over a connection, whose answers an off-path sender cannot forge. */
    CONNECTION
  }

  /**
   * A connection to a port other than the target's.
   *
   * @param port 1 to 65535
   */
  record OtherPort(int port) implements ProbeVariant {}

  /**
   * A handshake with another agent.
   *
   * @param agent the name of the vantage that answers
   * @param control sent another name than the target's: it shows only that the path is open
   */
  record AgentHandshake(String agent, boolean control) implements ProbeVariant {
    @Override
    public ProbeVariant compared() {
      return Plain.PLAIN;
    }

    private static AgentHandshake of(String variant) {
      return new AgentHandshake(variant.replace(Arms.CONTROL, ""), variant.endsWith(Arms.CONTROL));
    }
  }

  /** One packet of a TTL walk. */
  record Walk(WalkVariant packet) implements ProbeVariant {}

  /**
   * A probe of a reference site.
   *
   * @param name of the site
   */
  record ReferenceSite(String name) implements ProbeVariant {}

  /**
   * The server that sends a large answer.
   *
   * @param neutral the neutral server of the control, not the target
   */
  record LargeAnswer(boolean neutral) implements ProbeVariant {}

  static ProbeVariant of(TrialKey key) {
    return switch (key.arm()) {
      case CONTROL_SNI, NO_SNI ->
          key.round() == 1 && key.trial() == 1 ? ControlTurn.FIRST : ControlTurn.LATER;
      case OTHER_PORT -> otherPort(key.variant());
      case OTHER_RESOLVER -> isConnected(key.variant()) ? Query.CONNECTION : Query.DATAGRAM;
      case AUTHORITATIVE ->
          key.variant().equals(Transport.TCP.scheme()) ? Query.CONNECTION : Query.DATAGRAM;
      case RESPONDER -> AgentHandshake.of(key.variant());
      case TTL_WALK ->
          WalkVariant.of(key.variant()).<ProbeVariant>map(Walk::new).orElse(Plain.PLAIN);
      case REFERENCE -> new ReferenceSite(key.variant().isEmpty() ? key.target() : key.variant());
      case BIG_ANSWER -> new LargeAnswer(!key.variant().isEmpty());
      default -> Plain.PLAIN;
    };
  }

  /** The probe as far as servers answer its variants differently. */
  default ProbeVariant compared() {
    return this;
  }

  /** Orders the compared variants of one arm; ports by their decimal text. */
  static int compare(ProbeVariant first, ProbeVariant second) {
    return first instanceof OtherPort(int port) && second instanceof OtherPort(int other)
        ? Integer.toString(port).compareTo(Integer.toString(other))
        : Integer.compare(first.rank(), second.rank());
  }

  private int rank() {
    return this == ControlTurn.FIRST || this == Query.CONNECTION || this instanceof OtherPort
        ? 1
        : 0;
  }

  private static ProbeVariant otherPort(String variant) {
    try {
      int port = Integer.parseInt(variant);
      return port >= 1 && port <= MOST_PORT ? new OtherPort(port) : Plain.PLAIN;
    } catch (NumberFormatException malformed) {
      return Plain.PLAIN;
    }
  }

  /** Whether the resolver's address names a transport other than UDP. */
  private static boolean isConnected(String resolver) {
    return resolver.contains("://") && !resolver.startsWith(Transport.UDP.scheme() + ":");
  }
}
