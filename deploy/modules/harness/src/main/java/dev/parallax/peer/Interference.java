package dev.parallax.peer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The behaviour of a relay, decided by source and requested name. */
public interface Interference {
  /** The fate of a connection. */
  sealed interface Fate {}

  /** It goes on. */
  record Pass() implements Fate {}

  /** It is reset, this long after the decision; meanwhile no byte is forwarded or answered. */
  record Reset(Duration after) implements Fate {}

  Fate PASS = new Pass();
  Fate RESET = new Reset(Duration.ZERO);

  /** Decides on a connection just accepted. */
  default Fate onAccept(InetAddress source) {
    return PASS;
  }

  /**
   * Decides on a complete ClientHello.
   *
   * @param serverName lower-case, absent without one
   */
  default Fate onHello(InetAddress source, Optional<String> serverName) {
    return PASS;
  }

  /** Everything passes. */
  static Interference none() {
    return new Interference() {};
  }

  /** Every ClientHello from these sources is reset, with any name. */
  public static Interference resetEveryHello(Set<InetAddress> sources) {
    return new Interference() {
      @Override
      public Fate onHello(InetAddress source, Optional<String> serverName) {
        return sources.contains(source) ? RESET : PASS;
      }
    };
  }

  /** Every ClientHello from these sources with this name is reset. */
  public static Interference resetName(Set<InetAddress> sources, String name) {
    return resetName(sources, name, source -> true);
  }

  /** A ClientHello from these sources with this name is reset by chance. */
  public static Interference resetName(Set<InetAddress> sources, String name, Dice dice) {
    return new Interference() {
      @Override
      public Fate onHello(InetAddress source, Optional<String> serverName) {
        var meant = sources.contains(source) && serverName.filter(name::equals).isPresent();
        return meant && dice.hit(source) ? RESET : PASS;
      }
    };
  }

  /**
   * Connections from these sources are accepted and reset after a while, with or without data: the
   * reply path contains a device that did not receive the SYN.
   */
  public static Interference captureReplies(Set<InetAddress> sources, Duration resetAfter) {
    return new Interference() {
      @Override
      public Fate onAccept(InetAddress source) {
        return sources.contains(source) ? new Reset(resetAfter) : PASS;
      }
    };
  }
}
