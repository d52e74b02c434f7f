package dev.parallax.agent.dns;

import dev.parallax.agent.classify.DnsReply;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.model.endpoint.Resolver.Transport;
import dev.parallax.model.observation.DnsStep.AddressRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of one query.
 *
 * @param transport of the reply; differs from the first transport after a truncated reply
 * @param retransmissions of the query, including the repetition without EDNS
 * @param conflicting addresses of later replies to one query that contradict the first reply
 * @param took until the accepted reply
 * @param refusal by a limit of this host that ended the query
 */
record Found(
    DnsReply reply,
    Transport transport,
    int retransmissions,
    List<AddressRecord> conflicting,
    Duration took,
    Optional<GateRefusal> refusal) {
  Found {
    conflicting = List.copyOf(conflicting);
  }

  boolean brings() {
    return reply.brings();
  }
}
