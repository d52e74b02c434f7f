package dev.parallax.evaluate;

import dev.parallax.model.FailureWord;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ways in which a connection is broken, with the time each takes to show. */
final class Breaks {
  private Breaks() {}

  /** Something that parses or meets the ClientHello ends the connection, or its packets. */
  static Function<Flow, @Nullable Fate> afterHello(Draw draw, double distance) {
    return switch (draw.weighted(46, 22, 12, 12, 8)) {
      case 0 -> resets(distance);
      case 1 -> flow -> Fate.SILENCE;
      case 2 -> flow -> Fate.HELLO_LOST;
      case 3 -> flow -> Fate.tls(FailureWord.EOF_AFTER_HELLO, flow.rtt() * distance);
      default -> mixed(distance, draw.between(0.5, 0.9));
    };
  }

  static Function<Flow, @Nullable Fate> resets(double distance) {
    return flow -> Fate.tls(FailureWord.RESET_AFTER_HELLO, flow.rtt() * distance);
  }

  /** An injector that sometimes loses the race, or a server whose answer is sometimes just lost. */
  private static Function<Flow, @Nullable Fate> mixed(double distance, double resets) {
    var other = FailureWord.RESET_MID_HANDSHAKE;
    return flow ->
        flow.draw().chance(resets)
            ? Fate.tls(FailureWord.RESET_AFTER_HELLO, flow.rtt() * distance)
            : flow.draw().chance(0.5) ? Fate.SILENCE : Fate.tls(other, flow.rtt() * 1.2);
  }

  /** The first packet finds no way, or is told so. */
  static Function<Flow, @Nullable Fate> atSyn(
      Draw draw, double silent, double refuses, double icmp) {
    return switch (draw.weighted(silent, refuses, icmp)) {
      case 0 -> flow -> Fate.SYN_LOST;
      case 1 -> flow -> Fate.tcp(FailureWord.CONNECTION_REFUSED, flow.rtt());
      default -> {
        var word =
            draw.pick(
                FailureWord.HOST_UNREACHABLE,
                FailureWord.NETWORK_UNREACHABLE,
                FailureWord.ADMIN_PROHIBITED);
        yield flow -> Fate.tcp(word, flow.rtt());
      }
    };
  }

  /** Mostly certain; else by a rate of its own. */
  static Whim mostlyCertain(Draw draw) {
    return draw.chance(0.75) ? Whim.ALWAYS : Whim.often(draw.beta(5, 1.4));
  }

  /** Neither rare nor certain. */
  static Whim uncertain(Draw draw) {
    double share = 0.08 + 0.77 * draw.beta(1.6, 1.9);
    return draw.chance(0.35) ? Whim.byFlow(share, draw.bits()) : Whim.often(share);
  }
}
