package dev.parallax.agent.expectation;

import dev.parallax.model.exchange.Expectations;
import dev.parallax.model.exchange.Network;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges the addresses that a name resolves to. */
public final class AnswerJudge {
  private static final int SHOWN = 4;

  private AnswerJudge() {}

  /** Whether an address is within the expected networks. */
  public static boolean isExpected(Expectations expected, InetAddress address) {
    return expected.dns().isEmpty()
        || expected.dns().stream().anyMatch(network -> network.contains(address));
  }

  /** Why these addresses are not as expected; empty when each of them is. */
  public static Optional<Failure> unmet(Expectations expected, List<InetAddress> addresses) {
    var outside =
        addresses.stream()
            .filter(address -> !isExpected(expected, address))
            .map(InetAddress::getHostAddress)
            .toList();
    return outside.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Failure(
                Step.DNS,
                FailureWord.UNEXPECTED_DNS_ANSWER,
                "expected addresses within "
                    + networks(expected)
                    + ", received "
                    + outside.stream().limit(SHOWN).collect(Collectors.joining(", "))
                    + (outside.size() > SHOWN
                        ? " and " + (outside.size() - SHOWN) + " more"
                        : "")));
  }

  private static String networks(Expectations expected) {
    var first =
        expected.dns().stream()
            .limit(SHOWN)
            .map(Network::toString)
            .collect(Collectors.joining(", "));
    int more = expected.dns().size() - SHOWN;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
