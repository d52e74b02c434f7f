package dev.parallax.agent.spool;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The bytes of a segment file: an 8-byte magic with the version of the format, then records. A
 * record is the length of its body in bytes (4 bytes, big endian), the CRC-32C (RFC 3720, appendix
 * B.4) of length and body (4 bytes), a mark (1 byte: 0xac after the acknowledgement, otherwise 0),
 * and the body. Pure.
 */
final class SegmentFormat {
  /** Length, checksum and mark. */
  static final int HEADER_BYTES = 9;

  /** The offset of the mark in its record. */
  static final int MARK_OFFSET = 8;

  /** The mark of an acknowledged record; a single flipped bit does not make it of 0. */
  static final byte ACKNOWLEDGED = (byte) 0xac;

  /** An encoded observation has at most 1 MiB. */
  static final int MAX_BODY_BYTES = 1 << 20;

  private static final byte[] MAGIC = {'P', 'L', 'X', 'S', 'P', 'O', 'L', '1'};

  private SegmentFormat() {}

  /**
   * A record of a scanned segment. Never compared.
   *
   * @param offset of the record in the file, bytes
   * @param acknowledged whether it carries the mark
   */
  @SuppressWarnings("ArrayRecordComponent")
  record ScannedRecord(long offset, byte[] body, boolean acknowledged) {}

  /**
   * A scanned segment.
   *
   * @param damaged records with a wrong checksum; a foreign or unreadable remainder counts once
   * @param end bytes of the file up to the end of its last whole record
   */
  record Scan(List<ScannedRecord> records, int damaged, int end) {
    Scan {
      records = List.copyOf(records);
    }
  }

  static byte[] magic() {
    return MAGIC.clone();
  }

  static byte[] record(byte[] body) {
    if (body.length == 0 || body.length > MAX_BODY_BYTES) {
      throw new IllegalArgumentException(
          "the body of a spool record has 1 to %d bytes, got: %d"
              .formatted(MAX_BODY_BYTES, body.length));
    }
    return ByteBuffer.allocate(HEADER_BYTES + body.length)
        .putInt(body.length)
        .putInt(checksum(body))
        .put((byte) 0)
        .put(body)
        .array();
  }

  /** Whether the record has this body length and a matching checksum. */
  static boolean isIntact(ByteBuffer record) {
    int length = record.getInt(0);
    var body = new byte[record.limit() - HEADER_BYTES];
    record.get(HEADER_BYTES, body);
    return length == body.length && record.getInt(Integer.BYTES) == checksum(body);
  }

  /**
   * All intact records. Damaged bytes are skipped up to the next intact record. A torn tail, which
   * a power failure or a full disk leaves, is no damage: its record was never complete.
   */
  static Scan scan(byte[] file) {
    if (file.length < MAGIC.length) {
      return new Scan(List.of(), 0, 0);
    }
    if (!ByteBuffer.wrap(file, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      return new Scan(List.of(), 1, 0);
    }
    var bytes = ByteBuffer.wrap(file);
    var records = new ArrayList<ScannedRecord>();
    int damaged = 0;
    int end = MAGIC.length;
    while (true) {
      int start = nextIntact(bytes, end);
      if (start < 0) {
        return new Scan(records, isWhole(bytes, end) ? damaged + 1 : damaged, end);
      }
      damaged += start > end ? 1 : 0;
      var record = bytes.slice(start, HEADER_BYTES + bytes.getInt(start));
      records.add(new ScannedRecord(start, body(record), record.get(MARK_OFFSET) == ACKNOWLEDGED));
      end = start + record.limit();
    }
  }

  /**
   * The offset of the first intact record at or after {@code from}; negative without an intact
   * record.
   */
  private static int nextIntact(ByteBuffer bytes, int from) {
    for (int at = from; at <= bytes.limit() - HEADER_BYTES; at++) {
      if (isWhole(bytes, at) && isIntact(bytes.slice(at, HEADER_BYTES + bytes.getInt(at)))) {
        return at;
      }
    }
    return -1;
  }

  /** Whether the length of a record stands here, and so many bytes follow. */
  private static boolean isWhole(ByteBuffer bytes, int at) {
    int room = bytes.limit() - at - HEADER_BYTES;
    if (room < 1) {
      return false;
    }
    int length = bytes.getInt(at);
    return length >= 1 && length <= Math.min(room, MAX_BODY_BYTES);
  }

  private static byte[] body(ByteBuffer record) {
    var body = new byte[record.limit() - HEADER_BYTES];
    record.get(HEADER_BYTES, body);
    return body;
  }

  private static int checksum(byte[] body) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, body.length));
    crc.update(body);
    return (int) crc.getValue();
  }
}
