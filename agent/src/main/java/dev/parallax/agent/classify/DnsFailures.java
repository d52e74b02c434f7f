package dev.parallax.agent.classify;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a name gave no address. */
public final class DnsFailures {
  /** When both queries fail, the more specific failure decides the word of the step. */
  private static final List<FailureWord> TELLING =
      List.of(
          FailureWord.DNS_DNSSEC_BOGUS,
          FailureWord.DNS_NXDOMAIN,
          FailureWord.DNS_SERVFAIL,
          FailureWord.DNS_REFUSED,
          FailureWord.DNS_MALFORMED);

  private DnsFailures() {}

  /** Empty if any query returned a record. */
  public static Optional<Failure> of(List<DnsReply> replies) {
    if (replies.stream().anyMatch(DnsReply::brings)) {
      return Optional.empty();
    }
    return replies.stream()
        .map(DnsFailures::failure)
        .min(Comparator.comparingInt(DnsFailures::rank));
  }

  public static Failure timeout(String said) {
    return new Failure(Step.DNS, FailureWord.DNS_TIMEOUT, said);
  }

  public static Failure malformed(String said) {
    return new Failure(Step.DNS, FailureWord.DNS_MALFORMED, said);
  }

  private static final Set<FailureWord> OF_THE_SERVER =
      Set.of(
          FailureWord.CONNECTION_REFUSED,
          FailureWord.CONNECTION_RESET,
          FailureWord.CONNECT_TIMEOUT);

  /**
   * The connection to the name server failed. The words for packets that this host or a router did
   * not deliver remain: they are no property of the name server.
   *
   * @param transport as in {@link dev.parallax.model.observation.DnsStep}
   */
  public static Failure connection(String transport, Throwable cause) {
    var failure = TcpFailures.of(Step.DNS, cause);
    return OF_THE_SERVER.contains(failure.word())
        ? transport("over " + transport + ": " + failure.detail())
        : failure;
  }

  /** The connection to the name server failed, or TLS or HTTP on it. */
  public static Failure transport(String said) {
    return new Failure(Step.DNS, FailureWord.DNS_TRANSPORT, said);
  }

  /** An answer without AA to a query without RD. */
  public static Failure notAuthoritative(String said) {
    return new Failure(Step.DNS, FailureWord.DNS_NOT_AUTHORITATIVE, said);
  }

  public static Failure bogon(String said) {
    return new Failure(Step.DNS, FailureWord.DNS_BOGON, said);
  }

  private static Failure failure(DnsReply reply) {
    return switch (reply) {
      case DnsReply.Failed failed -> failed.failure();
      case DnsReply.Answered answered -> new Failure(Step.DNS, word(answered), answered.words());
    };
  }

  private static FailureWord word(DnsReply.Answered answered) {
    if (answered.bogus()) {
      return FailureWord.DNS_DNSSEC_BOGUS;
    }
    return switch (answered.rcode()) {
      case "NOERROR" -> FailureWord.DNS_NO_ANSWER;
      case "NXDOMAIN" -> FailureWord.DNS_NXDOMAIN;
      case "SERVFAIL" -> FailureWord.DNS_SERVFAIL;
      case "REFUSED" -> FailureWord.DNS_REFUSED;
      default -> FailureWord.UNKNOWN;
    };
  }

  private static int rank(Failure failure) {
    int told = TELLING.indexOf(failure.word());
    if (told >= 0) {
      return told;
    }
    return failure.word().equals(FailureWord.DNS_NO_ANSWER) ? TELLING.size() + 1 : TELLING.size();
  }
}
