package dev.parallax.store.sql;

import dev.parallax.store.failure.StoreException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records of a list: a damaged record is omitted, and the other records are returned. */
final class ReadableRecord {
  private static final Logger log = LoggerFactory.getLogger(ReadableRecord.class);

  private ReadableRecord() {}

  /** The result of {@code read}; empty when the record cannot be read. */
  static <T> Optional<T> of(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (StoreException damaged) {
      log.warn("a damaged record is omitted from a list: {}", damaged.getMessage());
      return Optional.empty();
    }
  }
}
