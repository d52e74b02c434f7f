package dev.parallax.store;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.failure.StoreFullException;
import dev.parallax.store.relay.RelayStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The persistent state. Every change is durable when the call returns: neither the end of the
 * process nor a power failure reverts it.
 *
 * <p>Calls block and may come from any thread. They throw {@link StoreFullException} when there is
 * no space, {@link StoreException} on any other error. Instants are kept to the millisecond.
 */
public interface Store extends AutoCloseable {
  /**
   * Stores or replaces a sweep's header and verdicts; the header's observations are not looked at.
   */
  void save(Sweep header, boolean complete, List<TargetVerdicts> verdicts);

  /** The reason why the last write failed; empty after a later success. */
  Optional<String> writeTrouble();

  /** The lease of the database; empty for a store of one coordinator. */
  default Optional<LeaseState> lease() {
    return Optional.empty();
  }

  /**
   * Writes a row and deletes it.
   *
   * @throws StoreException when nothing can be written
   */
  void checkWritable();

  /**
   * Stores a round's plan, the header that names the round, and the text of the sweep's request,
   * all or none.
   */
  void begin(Sweep header, RoundPlan round, String request);

  /** The text of a sweep's request; empty for a sweep of an older version. */
  Optional<String> request(SweepId sweep);

  /** The plans of a sweep's rounds that were stored, in their order. */
  List<RoundPlan> rounds(SweepId sweep);

  /**
   * Stores a sweep's end: header, verdicts, and the central checks of the verdicts. A complete
   * sweep accepts no further observation.
   *
   * @param checked observations that are stored already, with their central check
   */
  void seal(Sweep header, List<TargetVerdicts> verdicts, Collection<Observation> checked);

  /** Whether there is such a sweep and it is complete. */
  boolean isComplete(SweepId sweep);

  /**
   * Stores observations, whether or not their sweep is known, but none of a complete sweep. A
   * {@link dev.parallax.model.observation.TrialKey} is stored once: the first observation stays, a
   * repetition is ignored.
   *
   * @return the keys that were refused because their sweep is complete
   */
  @CanIgnoreReturnValue
  Set<TrialKey> add(List<Observation> observations);

  /**
   * Stores an observation of a complete sweep separately from it; of all sweeps the last 1,000 of
   * at most 64 KiB each.
   */
  void addLate(Observation observation);

  /** How much of a vantage's observations of a sweep is stored. */
  Usage usage(SweepId sweep, VantageId vantage);

  Optional<StoredSweep> sweep(SweepId id);

  /** The observations of a sweep in the order in which they were stored. */
  List<Observation> observations(SweepId sweep);

  /** The sweep that started last, complete or not. */
  Optional<SweepId> lastSweep();

  /** At most {@code limit}, newest first; a damaged sweep is listed as not readable. */
  List<StoredSweepSummary> sweeps(int limit);

  /** The verdicts of complete sweeps: at most {@code limit}, newest sweep first. */
  List<StoredVerdicts> verdicts(int limit);

  /** When a sweep started. */
  Optional<Instant> startOf(SweepId id);

  /**
   * The verdicts on a target of complete sweeps that started before {@code before}: at most {@code
   * limit}, newest sweep first, among the latest few thousand verdicts.
   *
   * @param target by its {@link dev.parallax.model.endpoint.Target#name()}
   */
  List<StoredVerdicts> verdictsOn(String target, Instant before, int limit);

  /** The sweeps that are running, or that a crash interrupted; oldest first. */
  List<SweepId> incomplete();

  /** Stores or replaces a token. */
  void saveToken(TokenRecord token);

  Optional<TokenRecord> token(String id);

  /** All tokens, in descending order of expiry. */
  List<TokenRecord> tokens();

  /**
   * Spends one use, atomically.
   *
   * @return false when the token is unknown, spent, revoked or expired
   */
  boolean useToken(String id, Instant now);

  /**
   * Revokes a token.
   *
   * @return false when there is no such token
   */
  boolean revokeToken(String id);

  /** Stores or replaces a vantage. */
  void saveVantage(VantageRecord vantage);

  Optional<VantageRecord> vantage(VantageId id);

  /** All vantages, including revoked vantages, ordered by name. */
  List<VantageRecord> vantages();

  /**
   * Stores the time of the last contact with the vantage's agent; an unknown vantage is ignored.
   */
  void seen(VantageId id, Instant at);

  /**
   * Stores the end of a new certificate.
   *
   * @return false when the vantage is unknown, revoked, or enrolled again since
   */
  boolean renewVantage(VantageId id, String enrolment, Instant certificateNotAfter);

  /**
   * Counts one more certificate of a vantage.
   *
   * @return its generation, 1 for the first renewal; empty when the vantage is unknown, revoked, or
   *     enrolled again since
   */
  OptionalLong nextGeneration(VantageId id, String enrolment);

  /**
   * Stores that a certificate of this generation is in use, which supersedes earlier generations.
   */
  void generationUsed(VantageId id, String enrolment, long generation);

  /** Whether a certificate of a later generation is in use. */
  boolean isSuperseded(VantageId id, String enrolment, long generation);

  /** Stores an operator certificate, unless its serial number is stored already. */
  void addOperator(OperatorRecord operator);

  /** All operator certificates, in descending order of their end. */
  List<OperatorRecord> operators();

  Optional<OperatorRecord> operator(String serial);

  /**
   * Revokes an operator certificate.
   *
   * @return false when there is no such certificate
   */
  boolean revokeOperator(String serial);

  /**
   * Revokes a vantage's certificates.
   *
   * @return false when there is no such vantage
   */
  boolean revokeVantage(VantageId id);

  /** What the watches store. */
  WatchStore watches();

  /** What the coordinators on one database write for each other. */
  default RelayStore relays() {
    return RelayStore.NONE;
  }

  /** What deletes old sweeps. */
  default RetentionStore retention() {
    return RetentionStore.NONE;
  }

  /** Which finished sweeps the outlet has. */
  OutletStore outlet();

  /** Stores an administrative action. */
  void audit(Instant at, String actor, String what);

  /** At most {@code limit} audit lines, newest first. */
  List<AuditLine> auditLines(int limit);

  @Override
  void close();
}
