package dev.parallax.evaluate;

import dev.parallax.model.FailureWord;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What a question came to: addresses, or a failure. */
record Reply(
    String rcode,
    List<InetAddress> addresses,
    List<InetAddress> conflicting,
    Optional<FailureWord> failure,
    double took) {

  static Reply of(List<InetAddress> addresses) {
    return new Reply("NOERROR", addresses, List.of(), Optional.empty(), 0.03);
  }

  static Reply injected(List<InetAddress> lie, List<InetAddress> truth) {
    return new Reply("NOERROR", lie, truth, Optional.empty(), 0.008);
  }

  static Reply failed(String rcode, FailureWord word) {
    return new Reply(
        rcode, List.of(), List.of(), Optional.of(word), rcode.isEmpty() ? Fate.PATIENCE : 0.03);
  }

  static Reply bogon(InetAddress address) {
    return new Reply(
        "NOERROR", List.of(address), List.of(), Optional.of(FailureWord.DNS_BOGON), 0.02);
  }
}
