package dev.parallax.demo.peer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a relay does to the connections that pass it, decided by who comes and what name they ask
 * for.
 */
public interface Interference {
  /** What becomes of a connection. */
  sealed interface Fate {}

  /** It goes on. */
  record Pass() implements Fate {}

  /** It is reset, this long after the decision; meanwhile nothing is forwarded or answered. */
  record Reset(Duration after) implements Fate {}

  Fate PASS = new Pass();
  Fate RESET = new Reset(Duration.ZERO);

  /** Decides on a connection just accepted. */
  default Fate onAccept(InetAddress source) {
    return PASS;
  }

  /**
   * Decides on a whole ClientHello.
   *
   * @param serverName lower-case, absent when none was sent
   */
  default Fate onHello(InetAddress source, Optional<String> serverName) {
    return PASS;
  }

  /** Everything passes. */
  static Interference none() {
    return new Interference() {};
  }

  /** Every ClientHello from these sources is reset, whatever it asks for. */
  static Interference resetEveryHello(Set<InetAddress> sources) {
    return new Interference() {
      @Override
      public Fate onHello(InetAddress source, Optional<String> serverName) {
        return sources.contains(source) ? RESET : PASS;
      }
    };
  }

  /** Every ClientHello from these sources that asks for this name is reset. */
  static Interference resetName(Set<InetAddress> sources, String name) {
    return resetName(sources, name, source -> true);
  }

  /** A ClientHello from these sources that asks for this name is reset when the dice say so. */
  static Interference resetName(Set<InetAddress> sources, String name, Dice dice) {
    return new Interference() {
      @Override
      public Fate onHello(InetAddress source, Optional<String> serverName) {
        var meant = sources.contains(source) && serverName.filter(name::equals).isPresent();
        return meant && dice.hit(source) ? RESET : PASS;
      }
    };
  }

  /**
   * Connections from these sources are accepted and reset after a while, whether they sent anything
   * or not: the reply path leads through something that never saw the SYN.
   */
  static Interference captureReplies(Set<InetAddress> sources, Duration resetAfter) {
    return new Interference() {
      @Override
      public Fate onAccept(InetAddress source) {
        return sources.contains(source) ? new Reset(resetAfter) : PASS;
      }
    };
  }
}
