package dev.parallax.agent.policy;

/** A token bucket, filled continuously; starts full. */
final class TokenBucket {
  private final SendingBudget.Rate rate;
  private double tokens;
  private long filledAt;

  TokenBucket(SendingBudget.Rate rate, long now) {
    this.rate = rate;
    this.tokens = rate.burst();
    this.filledAt = now;
  }

  boolean holds(double amount, long now) {
    fill(now);
    return amount <= 0 || tokens >= amount;
  }

  boolean isFull(long now) {
    fill(now);
    return tokens >= rate.burst();
  }

  void take(double amount) {
    tokens -= amount;
  }

  void giveBack(double amount) {
    tokens = Math.min(rate.burst(), tokens + amount);
  }

  private void fill(long now) {
    tokens = Math.min(rate.burst(), tokens + (now - filledAt) * 1e-9 * rate.perSecond());
    filledAt = now;
  }
}
