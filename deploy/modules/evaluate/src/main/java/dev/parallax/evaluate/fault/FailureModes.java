package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedFlow;
import dev.parallax.model.failure.FailureWord;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The failure modes of connections, with the time until each shows. */
final class FailureModes {
  private FailureModes() {}

  /** A device that parses or receives the ClientHello ends the connection, or drops its packets. */
  static Function<SimulatedFlow, @Nullable ConnectionFailure> afterHello(
      SeededRandom draw, double distance) {
    return switch (draw.weighted(46, 22, 12, 12, 8)) {
      case 0 -> resets(distance);
      case 1 -> flow -> ConnectionFailure.SILENCE;
      case 2 -> flow -> ConnectionFailure.HELLO_LOST;
      case 3 -> flow -> ConnectionFailure.tls(FailureWord.EOF_AFTER_HELLO, flow.rtt() * distance);
      default -> mixed(distance, draw.between(0.5, 0.9));
    };
  }

  static Function<SimulatedFlow, @Nullable ConnectionFailure> resets(double distance) {
    return flow -> ConnectionFailure.tls(FailureWord.RESET_AFTER_HELLO, flow.rtt() * distance);
  }

  /** An injector that sometimes loses the race, or a server whose answer is sometimes lost. */
  private static Function<SimulatedFlow, @Nullable ConnectionFailure> mixed(
      double distance, double resets) {
    var other = FailureWord.RESET_MID_HANDSHAKE;
    return flow ->
        flow.draw().chance(resets)
            ? ConnectionFailure.tls(FailureWord.RESET_AFTER_HELLO, flow.rtt() * distance)
            : flow.draw().chance(0.5)
                ? ConnectionFailure.SILENCE
                : ConnectionFailure.tls(other, flow.rtt() * 1.2);
  }

  /** The first packet finds no route, or an ICMP error reports this. */
  static Function<SimulatedFlow, @Nullable ConnectionFailure> atSyn(
      SeededRandom draw, double silent, double refuses, double icmp) {
    return switch (draw.weighted(silent, refuses, icmp)) {
      case 0 -> flow -> ConnectionFailure.SYN_LOST;
      case 1 -> flow -> ConnectionFailure.tcp(FailureWord.CONNECTION_REFUSED, flow.rtt());
      default -> {
        var word =
            draw.pick(
                FailureWord.HOST_UNREACHABLE,
                FailureWord.NETWORK_UNREACHABLE,
                FailureWord.ADMIN_PROHIBITED);
        yield flow -> ConnectionFailure.tcp(word, flow.rtt());
      }
    };
  }

  /** Mostly always; otherwise with a rate of its own. */
  static FaultTrigger mostlyCertain(SeededRandom draw) {
    return draw.chance(0.75) ? FaultTrigger.ALWAYS : FaultTrigger.often(draw.beta(5, 1.4));
  }

  /** Neither rare nor certain. */
  static FaultTrigger uncertain(SeededRandom draw) {
    double share = 0.08 + 0.77 * draw.beta(1.6, 1.9);
    return draw.chance(0.35) ? FaultTrigger.byFlow(share, draw.bits()) : FaultTrigger.often(share);
  }
}
