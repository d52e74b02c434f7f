package dev.parallax.agent.classify;

import dev.parallax.model.DnsStep.Answer;
import dev.parallax.model.Failure;
import java.util.List;
import java.util.Optional;

/** What became of one question. */
public sealed interface DnsReply {
  /**
   * A well-formed response.
   *
   * @param rcode IANA DNS RCODE name
   * @param bogus whether the resolver says that DNSSEC validation failed (RFC 8914)
   */
  record Answered(String rcode, List<Answer> answers, boolean authenticated, boolean bogus)
      implements DnsReply {
    public Answered {
      answers = List.copyOf(answers);
    }
  }

  /** No response that could be used. */
  record Failed(Failure failure) implements DnsReply {}

  /** The addresses it brought. */
  default List<Answer> addresses() {
    return this instanceof Answered(var rcode, var answers, var ad, var bogus)
        ? answers
        : List.of();
  }

  default Optional<Answered> answered() {
    return this instanceof Answered answered ? Optional.of(answered) : Optional.empty();
  }
}
