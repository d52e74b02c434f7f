package dev.parallax.fleet.enrolment;

import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Ids that are unique without asking anyone: 16 characters, 80 bits. */
final class RandomId {
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 16;

  private RandomId() {}

  static String next(RandomGenerator random) {
    return random
        .ints(LENGTH, 0, ALPHABET.length())
        .mapToObj(index -> ALPHABET.substring(index, index + 1))
        .collect(Collectors.joining());
  }
}
