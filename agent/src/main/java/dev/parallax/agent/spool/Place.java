package dev.parallax.agent.spool;

/** Where the body of an unacknowledged observation is. */
sealed interface Place {
  /** Bytes of the body. */
  int bytes();

  /**
   * A record of a segment.
   *
   * @param offset in the file, bytes
   */
  record OnDisk(SpoolSegment segment, long offset, int bytes) implements Place {
    boolean isIn(SpoolSegment other) {
      return segment.equals(other);
    }
  }

  /** In the memory of this process, because the disk could not be written. Never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record InMemory(byte[] body) implements Place {
    @Override
    public int bytes() {
      return body.length;
    }
  }
}
