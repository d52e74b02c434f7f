package dev.parallax.agent.spool;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * One append-only file of the spool. It counts its unacknowledged records; the file is deleted with
 * its last. Not thread-safe, except {@link #force}.
 */
final class SpoolSegment {
  /** A segment that has reached this size receives no further record. */
  static final long MAX_BYTES = 1L << 20;

  private final Path path;
  private final RandomAccessFile file;
  private long size;
  private boolean full;
  private int live;
  private long liveBytes;

  private SpoolSegment(Path path, RandomAccessFile file, long size) {
    this.path = path;
    this.file = file;
    this.size = size;
  }

  /** Opens a file for reading and writing; a test replaces it by a device without space. */
  interface Opening {
    RandomAccessFile open(Path path) throws IOException;

    /** Creates the file when absent; only its owner may read it. */
    static RandomAccessFile ownerOnly(Path path) throws IOException {
      if (!Files.exists(path)) {
        var mode = PosixFilePermissions.fromString("rw-------");
        Files.createFile(path, PosixFilePermissions.asFileAttribute(mode));
      }
      return new RandomAccessFile(path.toFile(), "rw");
    }
  }

  /** A new segment without records. */
  static SpoolSegment create(Path path, Opening opening) throws IOException {
    var file = opening.open(path);
    try {
      file.write(SegmentFormat.magic());
      return new SpoolSegment(path, file, SegmentFormat.magic().length);
    } catch (IOException failed) {
      file.close();
      Files.deleteIfExists(path);
      throw failed;
    }
  }

  /** A segment of an earlier process; it receives no further record. */
  static SpoolSegment reopen(Path path, SegmentFormat.Scan scan) throws IOException {
    RandomAccessFile file;
    try {
      file = new RandomAccessFile(path.toFile(), "rw");
      file.setLength(scan.end());
    } catch (FileNotFoundException readOnly) {
      file = new RandomAccessFile(path.toFile(), "r");
    }
    var segment = new SpoolSegment(path, file, scan.end());
    segment.full = true;
    return segment;
  }

  boolean isFull() {
    return full || size >= MAX_BYTES;
  }

  /** Bytes of the file up to the end of its last whole record. */
  long size() {
    return size;
  }

  long liveBytes() {
    return liveBytes;
  }

  boolean isEmpty() {
    return live == 0;
  }

  /** Marks a record as acknowledged, for a later process. */
  void mark(long offset) throws IOException {
    file.seek(offset + SegmentFormat.MARK_OFFSET);
    file.write(SegmentFormat.ACKNOWLEDGED);
  }

  /** Counts a record as unacknowledged. */
  void keep(int bodyBytes) {
    live++;
    liveBytes += SegmentFormat.HEADER_BYTES + bodyBytes;
  }

  /** A record is acknowledged or given up. */
  void release(int bodyBytes) {
    live--;
    liveBytes -= SegmentFormat.HEADER_BYTES + bodyBytes;
  }

  /**
   * Writes one record with one call of the operating system; returns its offset. After an error the
   * segment is full: an incomplete record can only be its last.
   */
  long append(byte[] body) throws IOException {
    long offset = size;
    try {
      file.seek(offset);
      file.write(SegmentFormat.record(body));
    } catch (IOException failed) {
      full = true;
      throw failed;
    }
    size = offset + SegmentFormat.HEADER_BYTES + body.length;
    return offset;
  }

  /**
   * The body of a record.
   *
   * @throws DamagedRecordException when its bytes have changed since they were written
   */
  byte[] read(long offset, int bodyBytes) throws IOException {
    var record = new byte[SegmentFormat.HEADER_BYTES + bodyBytes];
    file.seek(offset);
    file.readFully(record);
    if (!SegmentFormat.isIntact(ByteBuffer.wrap(record))) {
      throw new DamagedRecordException(path, offset);
    }
    var body = new byte[bodyBytes];
    System.arraycopy(record, SegmentFormat.HEADER_BYTES, body, 0, bodyBytes);
    return body;
  }

  /** Flushes the file to the disk; safe from any thread. */
  void force() throws IOException {
    file.getFD().sync();
  }

  void close() throws IOException {
    file.close();
  }

  void delete() throws IOException {
    file.close();
    Files.deleteIfExists(path);
  }

  /** A record whose checksum does not match. */
  static final class DamagedRecordException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedRecordException(Path path, long offset) {
      super(path + ": the record at byte " + offset + " has a wrong checksum");
    }
  }
}
