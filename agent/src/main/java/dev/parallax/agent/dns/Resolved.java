package dev.parallax.agent.dns;

import dev.parallax.agent.classify.DnsFailures;
import dev.parallax.agent.classify.DnsReply;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.model.DnsStep;
import dev.parallax.model.Failure;
import dev.parallax.model.Resolver;
import dev.parallax.model.Resolver.Transport;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The result of the DNS step.
 *
 * @param failure present exactly when there is no address
 * @param refusal by a limit of this host: a query was not sent or a certificate not validated, and
 *     the other query alone is not the resolution
 */
public record Resolved(DnsStep step, Optional<Failure> failure, Optional<GateRefusal> refusal) {

  static Resolved of(List<Found> found, Resolver resolver) {
    var replies = found.stream().map(Found::reply).toList();
    var answered = replies.stream().flatMap(reply -> reply.answered().stream()).toList();
    var step =
        new DnsStep(
            literal(resolver),
            transport(found, resolver).scheme(),
            rcode(answered),
            replies.stream().flatMap(reply -> reply.addresses().stream()).toList(),
            !answered.isEmpty() && answered.stream().allMatch(DnsReply.Answered::authenticated),
            found.stream().mapToInt(Found::retransmissions).sum(),
            found.stream().flatMap(one -> one.conflicting().stream()).toList(),
            found.stream().map(Found::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO));
    var refusal = found.stream().flatMap(one -> one.refusal().stream()).findFirst();
    return new Resolved(step, DnsFailures.of(replies), refusal);
  }

  /** The transport of the other query as soon as one query needed it. */
  private static Transport transport(List<Found> found, Resolver resolver) {
    return found.stream()
        .map(Found::transport)
        .filter(used -> used != resolver.transport())
        .findFirst()
        .orElse(resolver.transport());
  }

  /**
   * The code of the answer with addresses, otherwise the first error, otherwise the first answer.
   */
  private static String rcode(List<DnsReply.Answered> answered) {
    return answered.stream()
        .filter(reply -> !reply.answers().isEmpty())
        .findFirst()
        .or(() -> answered.stream().filter(reply -> !reply.rcode().equals("NOERROR")).findFirst())
        .or(() -> answered.stream().findFirst())
        .map(DnsReply.Answered::rcode)
        .orElse("");
  }

  private static String literal(Resolver resolver) {
    var host = resolver.address().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + resolver.port();
  }

  /** Without duplicates, in the order received, IPv4 first. */
  public List<InetAddress> addresses() {
    return step.answers().stream().map(DnsStep.Answer::address).distinct().toList();
  }
}
