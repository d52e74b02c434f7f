package dev.parallax.agent.spool;

import dev.parallax.text.FileErrors;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The encoded observations of a spool: on the disk, or in memory while the disk cannot be written.
 * Not thread-safe; its spool locks.
 */
final class RecordStorage implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RecordStorage.class);

  private final Optional<SegmentFolder> disk;
  private long memoryBytes;
  private Optional<String> trouble = Optional.empty();

  /**
   * @param disk empty for a storage in memory alone
   */
  RecordStorage(Optional<SegmentFolder> disk) {
    this.disk = disk;
  }

  /** Why the disk cannot be written; empty when it can be written, and without a disk. */
  Optional<String> trouble() {
    return trouble;
  }

  /** Bytes of the segment files. */
  long diskBytes() {
    return disk.map(SegmentFolder::bytes).orElse(0L);
  }

  /** Whether a record of this size exceeds no limit in bytes. */
  boolean fits(int bytes) {
    return memoryBytes + bytes <= Spool.MAX_MEMORY_BYTES && diskBytes() + bytes <= Spool.MAX_BYTES;
  }

  /** Reads the records of an earlier process. */
  void load(SegmentFolder.Reader reader) {
    try {
      if (disk.isPresent()) {
        disk.get().load(reader);
      }
    } catch (IOException failed) {
      memoryOnly(failed);
    }
  }

  /** Writes a record to the disk, or keeps it in memory when the disk cannot be written. */
  Place put(byte[] body) {
    if (trouble.isEmpty() && disk.isPresent()) {
      try {
        return disk.get().append(body);
      } catch (IOException failed) {
        memoryOnly(failed);
      }
    }
    memoryBytes += body.length;
    return new Place.InMemory(body);
  }

  byte[] read(Place place) throws IOException, SpoolSegment.DamagedRecordException {
    return switch (place) {
      case Place.InMemory(var body) -> body;
      case Place.OnDisk(var segment, var offset, var bytes) -> segment.read(offset, bytes);
    };
  }

  void release(Place place) {
    switch (place) {
      case Place.InMemory(var body) -> memoryBytes -= body.length;
      case Place.OnDisk record -> release(record);
    }
  }

  private void release(Place.OnDisk record) {
    try {
      disk.orElseThrow().release(record);
    } catch (IOException failed) {
      log.warn("spool: {}", FileErrors.of(failed));
    }
  }

  /**
   * The sparsest segment, if its compaction leaves a quarter of the disk's limit free.
   *
   * @param bytes of the record that needs room
   */
  Optional<SpoolSegment> sparse(int bytes) {
    return disk.filter(segments -> trouble.isEmpty())
        .filter(segments -> segments.liveBytes() + bytes <= Spool.MAX_BYTES / 4 * 3)
        .flatMap(SegmentFolder::sparsest);
  }

  /** Moves a record to the newest segment; returns its old place when the disk is not writable. */
  Place move(Place.OnDisk record, byte[] body) {
    try {
      var moved = disk.orElseThrow().append(body);
      release(record);
      return moved;
    } catch (IOException failed) {
      memoryOnly(failed);
      return record;
    }
  }

  /** Whether records in memory wait for the disk. */
  boolean isToRetry() {
    return trouble.isPresent() && memoryBytes > 0 && disk.isPresent();
  }

  /** Writes a record in memory to the disk; empty when the disk is full or not writable. */
  Optional<Place.OnDisk> rewrite(Place.InMemory place) {
    if (diskBytes() + place.bytes() > Spool.MAX_BYTES) {
      return Optional.empty();
    }
    try {
      var written = disk.orElseThrow().append(place.body());
      memoryBytes -= place.bytes();
      return Optional.of(written);
    } catch (IOException failed) {
      trouble = Optional.of(FileErrors.of(failed));
      return Optional.empty();
    }
  }

  /** All records are on the disk. */
  void recovered() {
    trouble = Optional.empty();
    log.info("the spool is written to the disk again");
  }

  /** The segments written since the last call. */
  List<SpoolSegment> takeUnflushed() {
    return disk.map(SegmentFolder::takeUnflushed).orElse(List.of());
  }

  @Override
  public void close() {
    try {
      if (disk.isPresent()) {
        disk.get().close();
      }
    } catch (IOException failed) {
      log.warn("spool: {}", FileErrors.of(failed));
    }
  }

  private void memoryOnly(IOException failed) {
    trouble = Optional.of(FileErrors.of(failed));
    log.warn(
        "the spool cannot be written ({}); observations are held in memory", trouble.orElseThrow());
  }
}
