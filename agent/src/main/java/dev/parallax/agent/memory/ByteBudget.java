package dev.parallax.agent.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A number of bytes that several users share. A bound on the number of kept objects alone would let
 * a peer that makes each object large fill the heap. Safe for use by many threads.
 */
public final class ByteBudget {
  /** An eighth of the agent's heap of 32 MiB. */
  public static final long EIGHTH_OF_HEAP = 4L << 20;

  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  /**
   * A budget without reservations.
   *
   * @param limit in bytes
   */
  public ByteBudget(long limit) {
    this.limit = limit;
  }

  /**
   * Reserves this number of bytes if available, until they are returned; returns whether it did.
   */
  public boolean take(long bytes) {
    if (add(bytes)) {
      return true;
    }
    giveBack(bytes);
    return false;
  }

  public void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Reserves bytes that are kept already; returns whether the budget suffices. */
  public boolean add(long bytes) {
    return taken.addAndGet(bytes) <= limit;
  }
}
