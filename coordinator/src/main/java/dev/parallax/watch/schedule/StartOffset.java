package dev.parallax.watch.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32C;

/** Spreads the starts of looks over their interval. */
final class StartOffset {
  private static final double CHECKSUMS = 0x1p32;

  private StartOffset() {}

  /** The same for the same name: 0 to the interval, exclusive. */
  static Duration of(String name, Duration interval) {
    var checksum = new CRC32C();
    checksum.update(name.getBytes(StandardCharsets.UTF_8));
    return Duration.ofNanos((long) (checksum.getValue() / CHECKSUMS * interval.toNanos()));
  }
}
