package dev.parallax.agent.memory;

/** The share of one user in a {@link ByteBudget}. Not thread-safe. */
public final class BudgetShare implements AutoCloseable {
  private final ByteBudget budget;
  private long taken;

  /** Reserves nothing yet. */
  public BudgetShare(ByteBudget budget) {
    this.budget = budget;
  }

  /** Reserves this number of bytes if available; returns whether it did. */
  public boolean take(long bytes) {
    boolean left = budget.take(bytes);
    taken += left ? bytes : 0;
    return left;
  }

  /** Reserves bytes that are kept already; returns whether the budget suffices. */
  public boolean add(long bytes) {
    taken += bytes;
    return budget.add(bytes);
  }

  public void giveBack(long bytes) {
    budget.giveBack(bytes);
    taken -= bytes;
  }

  /** Returns all reserved bytes. */
  @Override
  public void close() {
    giveBack(taken);
  }
}
