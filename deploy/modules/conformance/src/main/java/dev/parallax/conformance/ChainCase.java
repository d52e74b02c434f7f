package dev.parallax.conformance;

import dev.parallax.model.value.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One certification path of a suite.
 *
 * @param id its name in the suite
 * @param host the name or address that the leaf must contain
 * @param anchors the trusted certificates in DER
 * @param chain DER as sent, leaf first
 * @param time the time of the validation; absent for now
 * @param expected the result that the suite's authors expect
 * @param outside the reason why this validator does not cover the case; absent when it does
 */
record ChainCase(
    String id,
    String host,
    List<Bytes> anchors,
    List<Bytes> chain,
    Optional<Instant> time,
    ClientResult expected,
    Optional<String> outside) {
  ChainCase {
    anchors = List.copyOf(anchors);
    chain = List.copyOf(chain);
  }
}
