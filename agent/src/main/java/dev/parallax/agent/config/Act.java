package dev.parallax.agent.config;

import dev.parallax.model.plan.Arm;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An action of the agent that needs the opt-in of the host's owner. */
public enum Act {
  /** Sends a server name to a server that is not the target's. */
  REAL_SNI_AT_NEUTRAL,
  /** Sends packets with a limited hop count. */
  TTL_WALK,
  /** Performs a handshake with another agent, under the target's name. */
  RESPONDER,
  /** Sends the target a server name other than its own that is not reserved for examples. */
  CONTROL_SNI,
  /** Reports hash and title of a page at an address that only {@code --allow} opens. */
  PRIVATE_BODY,
  /** Reports connections of a sweep that arrive at another program of this host. */
  CAPTURE,
  /** Reads up to 128 KiB of answers of the target, and of a neutral server as the control. */
  BIG_ANSWER,
  /** Sends the bytes of a script to a {@code tcp://} target. */
  TCP_SEND;

  /** The act as written after {@code --opt-in} and in the facts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Act> of(String word) {
    return Stream.of(values()).filter(act -> act.word().equals(word)).findFirst();
  }

  /** The action of an arm, independent of its probes. */
  public static Optional<Act> of(Arm arm) {
    return switch (arm) {
      case REAL_SNI_AT_NEUTRAL -> Optional.of(REAL_SNI_AT_NEUTRAL);
      case TTL_WALK -> Optional.of(TTL_WALK);
      case RESPONDER -> Optional.of(RESPONDER);
      case BIG_ANSWER -> Optional.of(BIG_ANSWER);
      default -> Optional.empty();
    };
  }

  /** All of them, for messages. */
  public static String words() {
    return Stream.of(values()).map(Act::word).collect(Collectors.joining(", "));
  }
}
