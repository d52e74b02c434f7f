package dev.parallax.attribution.catalogue;

import java.time.Duration;

/**
 * The thresholds of rules outside the likelihood, by package. All are expert judgement; the stories
 * and the recorded sweeps test each of them. Limits that only bound the computation, such as the
 * number of hypotheses in pairs, are constants of the class that they bound.
 */
public final class Thresholds {
  private Thresholds() {}

  // correction

  /** Trials that pass before a lock-out. */
  public static final int LOCKOUT_PASSED = 2;

  /** Trials that fail after a lock-out. */
  public static final int LOCKOUT_FAILED = 4;

  /** The share of trials after a lock-out that fail, in percent. */
  public static final int LOCKOUT_FAILED_PERCENT = 85;

  /** The p-value of the order of outcomes, below which a vantage is locked out. */
  public static final double LOG_LOCKOUT_P_VALUE = StrictMath.log(0.002);

  /** Vantages with a lock-out for each vantage with the same failures in another order. */
  public static final int LOCKOUT_VANTAGES_TO_ONE = 4;

  /** Vantages with a lock-out from which the next round asks each of them. */
  public static final int LOCKOUT_VANTAGES = 3;

  /** Times the median duration of the other vantages from which a trial is slow. */
  public static final int SLOW_TIMES_MEDIAN = 3;

  /** Reference handshakes that a vantage needs for a comparison of times. */
  public static final int PACE_CONTROLS = 2;

  /** Slow handshakes from which a vantage's handshakes with the target are slow. */
  public static final int PACE_TRIALS = 3;

  /** Times the usual number of round trips, and those of the reference sites. */
  public static final double PACE_TIMES = 5;

  /** A shorter handshake is never slow. */
  public static final Duration PACE_LEAST = Duration.ofMillis(300);

  // history

  /** Looks from which a history is compared with: a quarter of an hour to two hours of looks. */
  public static final int HISTORY_LOOKS = 12;

  /** Trials of a sweep from which their median is compared with a history. */
  public static final int HISTORY_TRIALS = 3;

  /** The standard deviation of a normal distribution is this multiple of its MAD. */
  public static final double NORMAL_MAD = 1.4826;

  /** Standard deviations above the median of the history: 1 in 3 million, if it were normal. */
  public static final double HISTORY_DEVIATIONS = 5;

  /**
   * Times the median of the history; another route, or another server of a balancer, seldom doubles
   * a time.
   */
  public static final double HISTORY_TIMES = 2;

  /** Above the median of the history; people do not notice less. */
  public static final Duration HISTORY_LEAST = Duration.ofMillis(50);

  /** Times the ratio of the connect up to which a later step is slow by the round trip alone. */
  public static final double SAME_RATIO = 1.5;

  // health

  /** A clock offset above this is a fault of the vantage. */
  public static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

  /** Vantages at which a reference site fails alone from which it is no reference. */
  public static final int FAULTY_SITE_VANTAGES = 2;

  /**
   * The probability, by the rates of its reference sites at vantages that reach the target or a
   * site, from which the failures of a vantage's references are no evidence about it.
   */
  public static final double REFERENCES_BY_CHANCE = 0.05;

  /** Networks that accept a chain from which a vantage that refuses it is at fault. */
  public static final int ACCEPTING_NETWORKS = 2;

  /** The number of lost, or lost and retransmitted, trials of a lossy vantage. */
  public static final int LOSSY_TRIALS = 3;

  /** The number of trials with retransmissions of a lossy vantage. */
  public static final int LOSSY_RETRANSMISSIONS = 2;

  /** Trials with retransmissions after which they are no single burst. */
  public static final int LOSSY_LASTS = 6;

  /**
   * The probability of a host or of a network, at most, where nothing tells them apart: below what
   * counts as sure.
   */
  public static final double HOST_OR_NETWORK_SUREST = 0.85;

  /** Connect times below are of the host itself or of its own link, in microseconds. */
  public static final int AT_ONCE_MICROSECONDS = 300;

  /** Times as long as these that the connections of other vantages take. */
  public static final int AT_ONCE_TIMES = 10;

  /** Times as long as these connections that the first router takes to answer. */
  public static final int FIRST_HOP_TIMES = 3;

  /** The number of reference sites that answer at once. */
  public static final int AT_ONCE_SITES = 2;

  /** The probability that a verdict on a vantage has at most. */
  public static final double VANTAGE_FAULT_SUREST = 0.995;

  // witness and comparison

  /** The minimum number of hops to the target, without information from a router or an answer. */
  public static final int TARGET_HOPS = 5;

  /** The share of base trials with a symptom above which one walk is assumed to show it. */
  public static final double WALK_MEETS_BASE = 0.5;

  /** The share of base trials with a symptom from which networks count as failing alike. */
  public static final double FAILS_ALIKE = 0.3;

  /** The share of base trials of a vantage that are nearly all of them. */
  public static final double NEARLY_ALL = 0.8;

  /** Base trials at an address from which they show which server answers there. */
  public static final int SERVER_TRIALS = 2;

  /** Vantages that reach the faulty server of an address. */
  public static final int SERVER_VANTAGES = 2;

  // hypothesis

  /** Failing trials of a clearly affected vantage; fewer must be half of its trials. */
  public static final int CLEARLY_FAILED_TRIALS = 2;

  // inference and verdict

  /** The mass of a credible set. */
  public static final double CREDIBLE = 0.95;

  /** Trials on each side from which a contrast is more than a pattern. */
  public static final int CONTRAST_TRIALS = 4;

  /**
   * The number of hosts for a proof: the report of a single host, under any names, may be false.
   */
  public static final int PROVING_HOSTS = 2;

  /** Standard deviations from which failures are early or late: p below 0.0001, two-sided. */
  public static final double TREND_Z = 4;

  /** Likewise without any one network: p below 0.05. */
  public static final double TREND_Z_ELSEWHERE = 1.645;

  /** Trials with retransmissions at a vantage that keep a target from being called healthy. */
  public static final int RETRANSMISSIONS = 5;

  /** Trials with retransmissions at a vantage from which more trials are worth their cost. */
  public static final int RETRANSMISSIONS_SUSPECTED = 3;

  /** The one-sided p-value below which its share differs from that of all other vantages. */
  public static final double RETRANSMISSIONS_BY_CHANCE = 0.01;

  /** The minimum number of that vantage's connections to references. */
  public static final int RETRANSMISSION_REFERENCES = 3;

  /** The vantage's share of retransmissions, in times that of its references. */
  public static final int RETRANSMISSION_TIMES_REFERENCES = 2;

  /** The vantage's share of retransmissions, in times that of the other vantages. */
  public static final int RETRANSMISSION_TIMES = 5;

  /** Base trials of a vantage from which a half that fails keeps a target from being healthy. */
  public static final int TRIALS_OF_A_HALF = 10;
}
