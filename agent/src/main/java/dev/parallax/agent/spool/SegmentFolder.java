package dev.parallax.agent.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The folder of the segment files, of which the newest receives records. Its files are numbered in
 * the order of their creation. Not thread-safe.
 */
final class SegmentFolder {
  private static final Pattern NAME = Pattern.compile("[0-9]{10}\\.segment");

  private final Path folder;
  private final SpoolSegment.Opening opening;
  private final List<SpoolSegment> segments = new ArrayList<>();
  private final Set<SpoolSegment> unflushed = new HashSet<>();
  private long next = 1;

  SegmentFolder(Path folder, SpoolSegment.Opening opening) {
    this.folder = folder;
    this.opening = opening;
  }

  /** Receives the records of an earlier process. */
  interface Reader {
    /** An intact record of the segment. */
    void record(SpoolSegment segment, SegmentFormat.ScannedRecord found);

    /** Records that cannot be read. */
    void damaged(Path file, int records);
  }

  /** Creates the folder when absent, and reads its segments in the order of their creation. */
  void load(Reader reader) throws IOException {
    createFolder();
    for (var file : files()) {
      next = Math.max(next, number(file) + 1);
      load(file, reader);
    }
    deleteEmpty();
  }

  private void load(Path file, Reader reader) {
    try {
      var scan = SegmentFormat.scan(Files.readAllBytes(file));
      var segment = SpoolSegment.reopen(file, scan);
      segments.add(segment);
      if (scan.damaged() > 0) {
        reader.damaged(file, scan.damaged());
      }
      scan.records().stream()
          .filter(found -> !found.acknowledged())
          .forEach(found -> reader.record(segment, found));
    } catch (IOException unreadable) {
      reader.damaged(file, 1);
    }
  }

  private void createFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      var mode = PosixFilePermissions.fromString("rwx------");
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(mode));
    }
  }

  /** Appends a record to the newest segment, or to a new segment when that is full. */
  Place.OnDisk append(byte[] body) throws IOException {
    var segment = writable();
    long offset = segment.append(body);
    segment.keep(body.length);
    unflushed.add(segment);
    return new Place.OnDisk(segment, offset, body.length);
  }

  /** The record is acknowledged, moved or given up; the last of a segment deletes its file. */
  void release(Place.OnDisk place) throws IOException {
    place.segment().release(place.bytes());
    if (place.segment().isEmpty()) {
      delete(place.segment());
    } else {
      place.segment().mark(place.offset());
    }
  }

  long bytes() {
    return segments.stream().mapToLong(SpoolSegment::size).sum();
  }

  /** Bytes of the unacknowledged records. */
  long liveBytes() {
    return segments.stream().mapToLong(SpoolSegment::liveBytes).sum();
  }

  /** The full segment with the fewest bytes of unacknowledged records. */
  Optional<SpoolSegment> sparsest() {
    return segments.stream()
        .filter(SpoolSegment::isFull)
        .min(Comparator.comparingLong(SpoolSegment::liveBytes));
  }

  /** The segments written since the last call. */
  List<SpoolSegment> takeUnflushed() {
    var taken = List.copyOf(unflushed);
    unflushed.clear();
    return taken;
  }

  void close() throws IOException {
    for (var segment : segments) {
      segment.close();
    }
  }

  private SpoolSegment writable() throws IOException {
    if (!segments.isEmpty() && !segments.getLast().isFull()) {
      return segments.getLast();
    }
    createFolder();
    var fresh = SpoolSegment.create(folder.resolve("%010d.segment".formatted(next)), opening);
    next++;
    segments.add(fresh);
    return fresh;
  }

  private void deleteEmpty() throws IOException {
    for (var empty : segments.stream().filter(SpoolSegment::isEmpty).toList()) {
      delete(empty);
    }
  }

  private void delete(SpoolSegment segment) throws IOException {
    segments.remove(segment);
    unflushed.remove(segment);
    segment.delete();
  }

  private List<Path> files() throws IOException {
    try (var entries = Files.list(folder)) {
      return entries
          .filter(file -> NAME.matcher(String.valueOf(file.getFileName())).matches())
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  private static long number(Path file) {
    return Long.parseLong(String.valueOf(file.getFileName()).substring(0, 10));
  }
}
