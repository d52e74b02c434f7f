package dev.parallax.evaluate.network;

import dev.parallax.model.failure.FailureWord;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The result of a query: addresses, or a failure. */
public record QueryResult(
    String rcode,
    List<InetAddress> addresses,
    List<InetAddress> conflicting,
    Optional<FailureWord> failure,
    double took) {

  public static QueryResult of(List<InetAddress> addresses) {
    return new QueryResult("NOERROR", addresses, List.of(), Optional.empty(), 0.03);
  }

  public static QueryResult injected(List<InetAddress> lie, List<InetAddress> truth) {
    return new QueryResult("NOERROR", lie, truth, Optional.empty(), 0.008);
  }

  public static QueryResult failed(String rcode, FailureWord word) {
    return new QueryResult(
        rcode,
        List.of(),
        List.of(),
        Optional.of(word),
        rcode.isEmpty() ? ConnectionFailure.PATIENCE : 0.03);
  }

  public static QueryResult bogon(InetAddress address) {
    return new QueryResult(
        "NOERROR", List.of(address), List.of(), Optional.of(FailureWord.DNS_BOGON), 0.02);
  }
}
