package dev.parallax.agent.probe;

import dev.parallax.model.DnsStep;
import dev.parallax.model.Failure;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The DNS step's end.
 *
 * @param failure present exactly when there is no address
 */
record Resolved(DnsStep step, Optional<Failure> failure) {
  /** Without duplicates, in the order received, IPv4 first. */
  List<InetAddress> addresses() {
    return step.answers().stream().map(DnsStep.Answer::address).distinct().toList();
  }
}
