package dev.parallax.agent.classify;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.DnsStep.AddressRecord;
import java.util.List;
import java.util.Optional;

/** The outcome of a query. */
public sealed interface DnsReply {
  /**
   * A well-formed response.
   *
   * @param rcode IANA DNS RCODE name
   * @param bogus whether DNSSEC validation failed at the resolver
   * @param aliases from the queried name to the owner of the addresses
   * @param detail of the failure in addition to the RCODE; otherwise empty
   * @param authoritative the AA bit
   * @param nameServers the names in the NS records, for a query of type NS
   */
  record Answered(
      String rcode,
      List<AddressRecord> answers,
      AliasChain aliases,
      boolean authenticated,
      boolean bogus,
      String detail,
      boolean authoritative,
      List<String> nameServers)
      implements DnsReply {
    public Answered {
      answers = List.copyOf(answers);
      nameServers = List.copyOf(nameServers);
    }

    /** Of a resolver, to a query for addresses. */
    public Answered(
        String rcode,
        List<AddressRecord> answers,
        AliasChain aliases,
        boolean authenticated,
        boolean bogus,
        String detail) {
      this(rcode, answers, aliases, authenticated, bogus, detail, false, List.of());
    }

    /** The same response with this detail added. */
    public Answered adding(boolean bogusToo, String words) {
      return new Answered(
          rcode,
          answers,
          aliases,
          authenticated,
          bogusToo,
          detail.isEmpty() ? words : detail + ", " + words,
          authoritative,
          nameServers);
    }

    String words() {
      var end = aliases.names().isEmpty() ? "" : " for the alias " + aliases.names().getLast();
      return "rcode " + rcode + end + (detail.isEmpty() ? "" : ", " + detail);
    }
  }

  /** No response that could be used. */
  record Failed(Failure failure) implements DnsReply {}

  /** The addresses it brought. */
  default List<AddressRecord> addresses() {
    return this instanceof Answered answered ? answered.answers() : List.of();
  }

  /** Whether it has the requested records. */
  default boolean brings() {
    return this instanceof Answered answered
        && !(answered.answers().isEmpty() && answered.nameServers().isEmpty());
  }

  default Optional<Answered> answered() {
    return this instanceof Answered answered ? Optional.of(answered) : Optional.empty();
  }
}
