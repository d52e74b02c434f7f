package dev.parallax.agent.probe;

import dev.parallax.agent.classify.DnsFailures;
import dev.parallax.agent.classify.DnsReply;
import dev.parallax.model.DnsStep;
import dev.parallax.model.Failure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The DNS step's end.
 *
 * @param failure present exactly when there is no address
 */
record Resolved(DnsStep step, Optional<Failure> failure) {
  static Resolved of(
      List<DnsReply> replies,
      InetSocketAddress resolver,
      String transport,
      int retransmissions,
      Duration took) {
    var answered = replies.stream().flatMap(reply -> reply.answered().stream()).toList();
    var step =
        new DnsStep(
            literal(resolver),
            transport,
            rcode(answered),
            replies.stream().flatMap(reply -> reply.addresses().stream()).toList(),
            !answered.isEmpty() && answered.stream().allMatch(DnsReply.Answered::authenticated),
            retransmissions,
            List.of(),
            took);
    return new Resolved(step, DnsFailures.of(replies));
  }

  /** That of the answer which brought addresses, else the first error, else the first. */
  private static String rcode(List<DnsReply.Answered> answered) {
    return answered.stream()
        .filter(reply -> !reply.answers().isEmpty())
        .findFirst()
        .or(() -> answered.stream().filter(reply -> !reply.rcode().equals("NOERROR")).findFirst())
        .or(() -> answered.stream().findFirst())
        .map(DnsReply.Answered::rcode)
        .orElse("");
  }

  private static String literal(InetSocketAddress resolver) {
    var host = resolver.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + resolver.getPort();
  }

  /** Without duplicates, in the order received, IPv4 first. */
  List<InetAddress> addresses() {
    return step.answers().stream().map(DnsStep.Answer::address).distinct().toList();
  }
}
