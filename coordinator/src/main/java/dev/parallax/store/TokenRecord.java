package dev.parallax.store;

import dev.parallax.model.value.Bytes;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stored record of a join token, without the secret.
 *
 * @param id the token's public part
 * @param secretHash SHA-256 of the secret's characters (ASCII)
 * @param labels the labels of every agent that joins with it
 * @param usesLeft 0 or more
 * @param expiresAt to the millisecond
 */
public record TokenRecord(
    String id,
    Bytes secretHash,
    Map<String, String> labels,
    int usesLeft,
    Instant expiresAt,
    boolean revoked) {
  public TokenRecord {
    labels = sorted(labels);
    if (usesLeft < 0) {
      throw new IllegalArgumentException("uses left are 0 or more, got: " + usesLeft);
    }
  }

  static SortedMap<String, String> sorted(Map<String, String> labels) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }
}
