package dev.parallax.store;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records of a list: one that is damaged is left out, and the others are there. */
final class ReadableRecord {
  private static final Logger log = LoggerFactory.getLogger(ReadableRecord.class);

  private ReadableRecord() {}

  /** What {@code read} gives; empty when the record cannot be read. */
  static <T> Optional<T> of(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (StoreException damaged) {
      log.warn("a record is left out of a list: {}", damaged.getMessage());
      return Optional.empty();
    }
  }
}
