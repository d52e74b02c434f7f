package dev.parallax.conformance;

import dev.parallax.model.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One certification path of a suite.
 *
 * @param id the suite's name of it
 * @param host the name or address the leaf must carry
 * @param anchors DER of what is trusted
 * @param chain DER as sent, leaf first
 * @param time when it is validated; absent for now
 * @param expected what the suite's authors expect
 * @param outside why this judge does not answer the question of the case; absent when it does
 */
record ChainCase(
    String id,
    String host,
    List<Bytes> anchors,
    List<Bytes> chain,
    Optional<Instant> time,
    Result expected,
    Optional<String> outside) {
  ChainCase {
    anchors = List.copyOf(anchors);
    chain = List.copyOf(chain);
  }
}
