package dev.parallax.agent.dns;

import dev.parallax.agent.classify.DnsReply;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.model.DnsStep.Answer;
import dev.parallax.model.Resolver.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of one question.
 *
 * @param transport of the reply, which is not the one first used when that was cut short
 * @param retransmissions of the question as first asked, and asked again without EDNS
 * @param conflicting addresses of later replies to one query that contradict its first
 * @param took until the reply that counted
 * @param refusal by a limit of this host, which ended it
 */
record Found(
    DnsReply reply,
    Transport transport,
    int retransmissions,
    List<Answer> conflicting,
    Duration took,
    Optional<GateRefusal> refusal) {
  Found {
    conflicting = List.copyOf(conflicting);
  }

  boolean brings() {
    return !reply.addresses().isEmpty();
  }
}
