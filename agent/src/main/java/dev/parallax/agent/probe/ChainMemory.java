package dev.parallax.agent.probe;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for certificate chains that wait for judgement, in bytes of DER over all trials. A
 * bound of their number alone would let 512 chains of 64 KiB fill a heap of 32 MiB. Safe for use by
 * many threads.
 */
final class ChainMemory {
  /** An eighth of the agent's heap of 32 MiB. */
  static final long STANDARD_BYTES = 4L << 20;

  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  ChainMemory(long limit) {
    this.limit = limit;
  }

  /** Whether the chain finds room; if so, it is to be given back. */
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= limit) {
      return true;
    }
    giveBack(bytes);
    return false;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }
}
