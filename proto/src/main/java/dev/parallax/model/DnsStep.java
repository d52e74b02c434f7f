package dev.parallax.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * One resolution, without any cache.
 *
 * @param resolver the name server, {@code address:port}
 * @param transport {@code udp}, {@code tcp}, {@code tls} or {@code https}
 * @param rcode IANA DNS RCODE name, e.g. {@code NOERROR}; empty without a reply
 * @param authenticated the AD bit (RFC 4035, section 3.2.3)
 * @param retransmissions retransmitted queries within this step
 * @param conflicting later, different answers to the same query: a third party on the path answers
 *     too
 */
public record DnsStep(
    String resolver,
    String transport,
    String rcode,
    List<Answer> answers,
    boolean authenticated,
    int retransmissions,
    List<Answer> conflicting,
    Duration took) {

  public DnsStep {
    answers = List.copyOf(answers);
    conflicting = List.copyOf(conflicting);
  }

  /** An A or AAAA record; {@code ttl} in whole seconds as received. */
  public record Answer(InetAddress address, Duration ttl) {}
}
