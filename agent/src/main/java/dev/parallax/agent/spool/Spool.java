package dev.parallax.agent.spool;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.text.FileErrors;
import dev.parallax.v1.Observation;
import dev.parallax.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The observations that the coordinator has not acknowledged. They survive the end of the process
 * at once, and a power failure once {@link #flush} has returned. A disk that cannot be written is
 * no error: further observations are held in memory, and written once the disk permits it. Beyond
 * the limits, observations of the oldest sweep are dropped and counted. Thread-safe.
 */
public final class Spool implements AutoCloseable {
  /** Unacknowledged observations. */
  public static final int MAX_RECORDS = 20_000;

  /** Bytes of all segment files. */
  public static final long MAX_BYTES = 16L << 20;

  /** Bytes of observations in memory: the process has 32 MiB of heap. */
  public static final long MAX_MEMORY_BYTES = 6L << 20;

  /** The name of the spool in the state folder. */
  public static final String FOLDER = "spool";

  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  private final RecordStorage storage;

  @GuardedBy("this")
  private final Map<TrialKey, Place> records = new LinkedHashMap<>();

  @GuardedBy("this")
  private long dropped;

  @GuardedBy("this")
  private long damaged;

  private Spool(RecordStorage storage) {
    this.storage = storage;
  }

  /** A spool without files, which does not survive the process. */
  public static Spool inMemory() {
    return new Spool(new RecordStorage(Optional.empty()));
  }

  /**
   * Reads what an earlier process left in the folder, which is created when absent.
   *
   * @param vantage the vantage of all observations; records of another vantage are damaged
   */
  public static Spool open(Path folder, VantageId vantage) {
    return open(folder, vantage, SpoolSegment.Opening::ownerOnly);
  }

  static Spool open(Path folder, VantageId vantage, SpoolSegment.Opening opening) {
    var spool = new Spool(new RecordStorage(Optional.of(new SegmentFolder(folder, opening))));
    spool.load(vantage);
    return spool;
  }

  /** Adds an observation; the first observation of a key stays. */
  public synchronized void add(TrialKey key, Observation observation) {
    if (records.containsKey(key)) {
      return;
    }
    var body = observation.toByteArray();
    if (body.length > SegmentFormat.MAX_BODY_BYTES) {
      drop("an observation of " + body.length + " bytes is larger than a record", key);
      return;
    }
    makeRoom(body.length + SegmentFormat.HEADER_BYTES);
    records.put(key, storage.put(body));
  }

  /** The coordinator has the observation, or never accepts it. */
  public synchronized void acknowledged(TrialKey key) {
    remove(key);
  }

  /** The keys of all unacknowledged observations, oldest first. */
  public synchronized List<TrialKey> keys() {
    return List.copyOf(records.keySet());
  }

  public synchronized boolean contains(TrialKey key) {
    return records.containsKey(key);
  }

  /** The observation; empty when it was acknowledged, dropped or cannot be read back. */
  public synchronized Optional<Observation> find(TrialKey key) {
    return Optional.ofNullable(records.get(key)).flatMap(place -> read(key, place));
  }

  public synchronized int size() {
    return records.size();
  }

  public synchronized SpoolState state() {
    return new SpoolState(records.size(), storage.diskBytes(), dropped, damaged, storage.trouble());
  }

  /** Counts observations that did not reach the spool because its disk does not answer. */
  public synchronized void overrun(long observations) {
    dropped += observations;
  }

  /**
   * Flushes the files to the disk; retries the disk when observations are in memory. Called within
   * a second after a write, and each second while the disk cannot be written.
   */
  public void flush() {
    for (var segment : settled()) {
      try {
        segment.force();
      } catch (IOException failed) {
        flushFailed(segment, failed);
      }
    }
  }

  @Override
  public synchronized void close() {
    storage.close();
  }

  private synchronized void load(VantageId vantage) {
    storage.load(
        new SegmentFolder.Reader() {
          @Override
          public void record(SpoolSegment segment, SegmentFormat.ScannedRecord found) {
            loaded(segment, found, vantage);
          }

          @Override
          public void damaged(Path file, int count) {
            countDamaged(count);
            log.warn("{}: {} damaged records are skipped", file, count);
          }
        });
    if (!records.isEmpty()) {
      log.info("{} observations of an earlier run are not acknowledged yet", records.size());
    }
  }

  private synchronized void countDamaged(int count) {
    damaged += count;
  }

  private synchronized void loaded(
      SpoolSegment segment, SegmentFormat.ScannedRecord found, VantageId vantage) {
    try {
      var key = Wire.fromProto(Observation.parseFrom(found.body()).getKey());
      if (!key.vantage().equals(vantage)) {
        throw new IllegalArgumentException("of vantage " + key.vantage());
      }
      remove(key);
      segment.keep(found.body().length);
      records.put(key, new Place.OnDisk(segment, found.offset(), found.body().length));
    } catch (InvalidProtocolBufferException | IllegalArgumentException foreign) {
      damaged++;
      log.warn("a record of the spool is no observation and is skipped");
    }
  }

  @GuardedBy("this")
  private Optional<Observation> read(TrialKey key, Place place) {
    try {
      return Optional.of(Observation.parseFrom(storage.read(place)));
    } catch (SpoolSegment.DamagedRecordException | InvalidProtocolBufferException lost) {
      damaged++;
      remove(key);
      log.warn("{}; the observation is lost", lost.getMessage());
    } catch (IOException failed) {
      log.warn("spool: {}", FileErrors.of(failed));
    }
    return Optional.empty();
  }

  @GuardedBy("this")
  private void makeRoom(int bytes) {
    while (!fits(bytes) && !records.isEmpty()) {
      if (!compact(bytes)) {
        drop("the spool is full", oldest());
      }
    }
  }

  @GuardedBy("this")
  private boolean fits(int bytes) {
    return records.size() < MAX_RECORDS && storage.fits(bytes);
  }

  /**
   * Moves the unacknowledged records of the sparsest segment to the newest segment, which frees the
   * bytes of the acknowledged records.
   *
   * @return false when less than a quarter of the bytes would be free
   */
  @GuardedBy("this")
  private boolean compact(int bytes) {
    var sparse = storage.sparse(bytes);
    if (sparse.isEmpty() || records.size() >= MAX_RECORDS) {
      return false;
    }
    for (var key : keys()) {
      if (records.get(key) instanceof Place.OnDisk place && place.isIn(sparse.get())) {
        read(key, place)
            .ifPresent(body -> records.put(key, storage.move(place, body.toByteArray())));
      }
    }
    return storage.trouble().isEmpty();
  }

  /** Of the oldest sweep, whose id sorts first, the observation that arrived first. */
  @GuardedBy("this")
  private TrialKey oldest() {
    return records.keySet().stream()
        .min(Comparator.comparing(key -> key.sweep().value()))
        .orElseThrow();
  }

  @GuardedBy("this")
  private void drop(String why, TrialKey key) {
    remove(key);
    dropped++;
    if (Long.bitCount(dropped) == 1) {
      log.warn(
          "{}: {} observations dropped so far, the last of sweep {}", why, dropped, key.sweep());
    }
  }

  @GuardedBy("this")
  private void remove(TrialKey key) {
    var place = records.remove(key);
    if (place != null) {
      storage.release(place);
    }
  }

  private synchronized void flushFailed(SpoolSegment segment, IOException failed) {
    if (!segment.isEmpty()) { // otherwise it was deleted meanwhile
      log.warn("the spool cannot be flushed: {}", FileErrors.of(failed));
    }
  }

  /** The segments to flush, after a retry to write the observations in memory. */
  private synchronized List<SpoolSegment> settled() {
    if (storage.isToRetry() && rewriteAll()) {
      storage.recovered();
    }
    return storage.takeUnflushed();
  }

  /** Writes the observations in memory to the disk; false when the disk does not take all. */
  @GuardedBy("this")
  private boolean rewriteAll() {
    for (var key : keys()) {
      if (records.get(key) instanceof Place.InMemory place) {
        var written = storage.rewrite(place);
        if (written.isEmpty()) {
          return false;
        }
        records.put(key, written.get());
      }
    }
    return true;
  }
}
