package dev.parallax.agent.policy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The packets and bytes that this host may send: in total, to one address, and to a number of
 * different addresses. Lives as long as the process, across plans and connections. Safe for use by
 * many threads.
 */
public final class SendingBudget {
  private static final String ADDRESS = "per-target budget";
  private static final String TOTAL = "global budget";

  private final BudgetLimits limits;
  private final LongSupplier ticker;

  @GuardedBy("this")
  private final Purse total;

  @GuardedBy("this")
  private final Recent<InetAddress, Account> accounts;

  @GuardedBy("this")
  private final Recent<String, Boolean> names;

  @GuardedBy("this")
  private int held;

  /**
   * A token bucket's size and fill.
   *
   * @param perSecond sustained uses a second
   * @param burst maximum number at once after a pause
   */
  public record Rate(int perSecond, int burst) {
    public Rate {
      if (perSecond < 1 || burst < 1) {
        throw new IllegalArgumentException(
            "a rate is 1 or more a second and a burst of 1 or more, got: "
                + perSecond
                + " and "
                + burst);
      }
    }
  }

  /**
   * Starts full.
   *
   * @param ticker monotonic nanoseconds
   */
  public SendingBudget(BudgetLimits limits, LongSupplier ticker) {
    this.limits = limits;
    this.ticker = ticker;
    this.total = new Purse(limits.total(), ticker.getAsLong());
    this.accounts = new Recent<>(limits.addresses(), Account::isHeld);
    this.names = new Recent<>(limits.names(), known -> false);
  }

  /** The standard limits with these rates of connections. */
  public SendingBudget(Rate global, Rate perTarget, LongSupplier ticker) {
    this(BudgetLimits.STANDARD.connecting(global, perTarget), ticker);
  }

  /** With {@link BudgetLimits#STANDARD}. */
  public static SendingBudget standard() {
    return new SendingBudget(BudgetLimits.STANDARD, System::nanoTime);
  }

  /** With {@link BudgetLimits#AMPLE}. */
  public static SendingBudget ample() {
    return new SendingBudget(BudgetLimits.AMPLE, System::nanoTime);
  }

  /**
   * Charges this cost, or returns the exceeded limit; then nothing is charged.
   *
   * @param target with port 0 where there is no port
   */
  public synchronized Optional<GateRefusal> take(Cost cost, InetSocketAddress target) {
    long now = ticker.getAsLong();
    var account = accounts.use(target.getAddress(), now, () -> new Account(limits, now));
    if (account.isEmpty()) {
      return refusal(TOTAL, limits.addresses() + " different addresses an hour");
    }
    var own = account.get().lacks(cost, target.getPort(), now);
    if (own.isPresent()) {
      return refusal(ADDRESS, own.get());
    }
    var all = total.lacks(cost, now);
    if (all.isPresent()) {
      return refusal(TOTAL, all.get());
    }
    account.get().take(cost, target.getPort());
    total.take(cost);
    return Optional.empty();
  }

  /** Returns an unused charge. */
  synchronized void giveBack(Cost unused, InetAddress target) {
    accounts.get(target).ifPresent(account -> account.giveBack(unused));
    total.giveBack(unused);
  }

  /** Counts one more open connection; {@link #release} must follow unless refused. */
  synchronized Optional<GateRefusal> hold(InetAddress target) {
    long now = ticker.getAsLong();
    var account = accounts.use(target, now, () -> new Account(limits, now));
    if (account.filter(Account::mayHold).isEmpty()) {
      return refusal(ADDRESS, limits.heldAtAddress() + " connections at once");
    }
    if (held >= limits.held()) {
      return refusal(TOTAL, limits.held() + " connections at once");
    }
    account.get().hold();
    held++;
    return Optional.empty();
  }

  synchronized void release(InetAddress target) {
    accounts.get(target).ifPresent(Account::release);
    held--;
  }

  /** Counts a name before its resolution. */
  synchronized Optional<GateRefusal> name(String name) {
    return names.use(name, ticker.getAsLong(), () -> Boolean.TRUE).isPresent()
        ? Optional.empty()
        : refusal(TOTAL, limits.names() + " different names an hour");
  }

  private static Optional<GateRefusal> refusal(String rule, String limit) {
    return Optional.of(GateRefusal.byBudget(rule, rule + " of " + limit + " is used up"));
  }
}
