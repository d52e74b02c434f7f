package dev.parallax.relay;

import dev.parallax.model.value.Bytes;
import dev.parallax.wire.Wire;
import java.util.HashMap;
import java.util.Map;

/** The numbers of the rounds of encoded plans; the agents of a round have the same bytes. */
final class RoundNumbers {
  private final Map<Bytes, Integer> numbers = new HashMap<>();

  int of(Bytes plan) {
    return numbers.computeIfAbsent(plan, bytes -> Wire.plan(bytes.toArray()).round());
  }
}
