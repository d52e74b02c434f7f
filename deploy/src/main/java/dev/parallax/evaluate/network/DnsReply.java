package dev.parallax.evaluate.network;

import dev.parallax.model.FailureWord;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The result of a query: addresses, or a failure. */
public record DnsReply(
    String rcode,
    List<InetAddress> addresses,
    List<InetAddress> conflicting,
    Optional<FailureWord> failure,
    double took) {

  public static DnsReply of(List<InetAddress> addresses) {
    return new DnsReply("NOERROR", addresses, List.of(), Optional.empty(), 0.03);
  }

  public static DnsReply injected(List<InetAddress> lie, List<InetAddress> truth) {
    return new DnsReply("NOERROR", lie, truth, Optional.empty(), 0.008);
  }

  public static DnsReply failed(String rcode, FailureWord word) {
    return new DnsReply(
        rcode,
        List.of(),
        List.of(),
        Optional.of(word),
        rcode.isEmpty() ? ConnectionFailure.PATIENCE : 0.03);
  }

  public static DnsReply bogon(InetAddress address) {
    return new DnsReply(
        "NOERROR", List.of(address), List.of(), Optional.of(FailureWord.DNS_BOGON), 0.02);
  }
}
