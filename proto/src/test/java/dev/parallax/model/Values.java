package dev.parallax.model;

import dev.parallax.model.value.Bytes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Random small values of the basic kinds; the same seed gives the same values. */
public sealed class Values permits ObservationValues {
  private static final String HOSTILE = "aZ09._- \u001b[31m<\"&\n\u0000é漢\uD83D\uDE00";

  private final RandomGenerator random;

  public Values(long seed) {
    this.random = new Random(seed);
  }

  public int upTo(int last) {
    return random.nextInt(last + 1);
  }

  public boolean coin() {
    return random.nextBoolean();
  }

  public double probability() {
    return random.nextDouble();
  }

  public <T> T oneOf(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  public <T> Optional<T> maybe(Supplier<T> value) {
    return coin() ? Optional.of(value.get()) : Optional.empty();
  }

  public <T> List<T> some(Supplier<T> value) {
    var list = new ArrayList<T>();
    for (int left = upTo(3); left > 0; left--) {
      list.add(value.get());
    }
    return list;
  }

  /** Text with control characters, markup and characters outside the basic plane. */
  public String text() {
    var points = HOSTILE.codePoints().toArray();
    var text = new StringBuilder();
    for (int left = upTo(20); left > 0; left--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  public String word() {
    return "w" + Integer.toString(upTo(100_000), 36);
  }

  public Map<String, String> words() {
    var map = new TreeMap<String, String>();
    some(this::word).forEach(key -> map.put(key, text()));
    return map;
  }

  public String hash() {
    return bytes(32).toString();
  }

  public Bytes bytes(int size) {
    var content = new byte[size];
    random.nextBytes(content);
    return Bytes.copyOf(content);
  }

  public InetAddress address() {
    try {
      return InetAddress.getByAddress(bytes(coin() ? 4 : 16).toArray());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Up to a minute, zero included. */
  public Duration span() {
    return upTo(9) == 0 ? Duration.ZERO : Duration.ofNanos(random.nextLong(60_000_000_000L));
  }

  /** Of either sign. */
  public Duration offset() {
    return Duration.ofNanos(random.nextLong(-600_000_000_000L, 600_000_000_000L));
  }

  public Instant time() {
    return Instant.ofEpochSecond(
        random.nextLong(-10_000_000_000L, 200_000_000_000L), upTo(999_999_999));
  }
}
