package dev.parallax.agent.memory;

/** The share of one user in a {@link ByteBudget}. Not thread-safe. */
public final class BudgetShare implements AutoCloseable {
  private final ByteBudget budget;
  private long taken;

  /** Reserves nothing yet. */
  public BudgetShare(ByteBudget budget) {
    this.budget = budget;
  }

  /** Whether so many bytes were left; if so, they are taken. */
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

  /** Gives everything back. */
  @Override
  public void close() {
    giveBack(taken);
  }
}
