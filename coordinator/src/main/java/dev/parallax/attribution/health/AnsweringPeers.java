package dev.parallax.attribution.health;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.VantageTrials;
import java.util.stream.Stream;

/** Whether any peer answers a vantage: a resolver or a server. */
public enum AnsweringPeers {
  /** A peer answers. */
  ANY,
  /** No peer answers, also none whose address needed no resolution. */
  NONE,
  /** No peer answers, and all that was tried needed the resolver first. */
  UNTRIED;

  public static AnsweringPeers of(VantageTrials vantage) {
    var trials = Stream.concat(vantage.all(), vantage.references().stream()).toList();
    if (trials.stream().anyMatch(AnsweringPeers::isAnswered)) {
      return ANY;
    }
    return trials.stream().anyMatch(trial -> trial.at().isPresent()) ? NONE : UNTRIED;
  }

  /** Routers do not count: the first of them may answer although nothing behind it does. */
  private static boolean isAnswered(ClassifiedTrial trial) {
    return isAnsweredByResolver(trial)
        || switch (trial.symptom()) {
          case NAME_UNRESOLVED, NAME_LIED, CONNECT_SILENT, UNREACHABLE, BANNED, OTHER -> false;
          default -> true;
        };
  }

  /** An error of the resolver is an answer, as are addresses. */
  private static boolean isAnsweredByResolver(ClassifiedTrial trial) {
    return trial
        .seen()
        .steps()
        .dns()
        .filter(dns -> !dns.isOfHostsFile())
        .filter(dns -> !dns.rcode().isEmpty())
        .isPresent();
  }
}
