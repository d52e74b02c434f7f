package dev.parallax.store;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parallax.model.Observation;
import dev.parallax.model.Sweep;
import dev.parallax.model.SweepId;
import dev.parallax.model.TargetVerdicts;
import dev.parallax.model.TrialKey;
import dev.parallax.model.VantageId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What must outlive the process. Every change is durable when the call returns: neither the
 * process's end nor a power cut undoes it.
 *
 * <p>Calls block and may come from any thread. They throw {@link StoreFullException} when there is
 * no room, {@link StoreException} on any other trouble. Instants are kept to the millisecond.
 */
public interface Store extends AutoCloseable {
  /**
   * Stores or replaces a sweep's header and verdicts; the header's observations are not looked at.
   */
  void save(Sweep header, boolean complete, List<TargetVerdicts> verdicts);

  /** Why the last write was not made; empty once a later one was. */
  Optional<String> writeTrouble();

  /**
   * Writes a row and takes it back.
   *
   * @throws StoreException when nothing can be written
   */
  void checkWritable();

  /** Stores a round's plan, and the header that names the round, both or neither. */
  void begin(Sweep header, RoundPlan round);

  /** The plans of a sweep's rounds that were stored, in their order. */
  List<RoundPlan> rounds(SweepId sweep);

  /**
   * Stores a sweep's end: header, verdicts, and the central checks the verdicts rest on. A complete
   * sweep takes no observation any more.
   *
   * @param checked observations that are stored already, with their central check
   */
  void seal(Sweep header, List<TargetVerdicts> verdicts, Collection<Observation> checked);

  /** Whether there is such a sweep and it is complete. */
  boolean isComplete(SweepId sweep);

  /**
   * Stores observations, whether or not their sweep is known, but none of a complete sweep. A
   * {@link dev.parallax.model.TrialKey} is taken once: the first one stays, a repeated one is
   * silently passed over.
   *
   * @return the keys that were not taken because their sweep is complete
   */
  @CanIgnoreReturnValue
  Set<TrialKey> add(List<Observation> observations);

  /**
   * Keeps an observation of a complete sweep apart from it; of all of them the last 1,000 of at
   * most 64 KiB each.
   */
  void addLate(Observation observation);

  /** How much of a vantage's observations of a sweep is stored. */
  Usage usage(SweepId sweep, VantageId vantage);

  Optional<StoredSweep> sweep(SweepId id);

  /** The sweep that started last, complete or not. */
  Optional<SweepId> lastSweep();

  /** At most {@code limit}, newest first; a damaged one is there as not readable. */
  List<StoredSweepSummary> sweeps(int limit);

  /** What complete sweeps said of their targets: at most {@code limit}, newest sweep first. */
  List<StoredVerdicts> verdicts(int limit);

  /** When a sweep started. */
  Optional<Instant> startOf(SweepId id);

  /**
   * What complete sweeps that started before {@code before} said of a target: at most {@code
   * limit}, newest sweep first, among the latest few thousand verdicts.
   *
   * @param target by its {@link dev.parallax.model.Target#name()}
   */
  List<StoredVerdicts> verdictsOn(String target, Instant before, int limit);

  /** The sweeps that a crash, or nothing yet, has ended; oldest first. */
  List<SweepId> incomplete();

  /** Stores or replaces a token. */
  void saveToken(TokenRecord token);

  Optional<TokenRecord> token(String id);

  /** All of them, the one that expires last first. */
  List<TokenRecord> tokens();

  /**
   * Takes one use, atomically.
   *
   * @return false when there is no such token, or none is left, or it is revoked or expired
   */
  boolean useToken(String id, Instant now);

  /**
   * Ends a token.
   *
   * @return false when there is no such token
   */
  boolean revokeToken(String id);

  /** Stores or replaces a vantage. */
  void saveVantage(VantageRecord vantage);

  Optional<VantageRecord> vantage(VantageId id);

  /** All of them, revoked ones too, in name order. */
  List<VantageRecord> vantages();

  /** Notes when the vantage's agent was last heard of; a vantage that is not known is ignored. */
  void seen(VantageId id, Instant at);

  /**
   * Notes the end of a new certificate.
   *
   * @return false when there is no such vantage, or it is revoked, or has joined anew since
   */
  boolean renewVantage(VantageId id, String enrolment, Instant certificateNotAfter);

  /**
   * Counts one more certificate of a vantage.
   *
   * @return its generation, 1 for the first renewal; empty when there is no such vantage, or it is
   *     revoked, or has joined anew since
   */
  OptionalLong nextGeneration(VantageId id, String enrolment);

  /** Notes that a certificate of this generation is in use; earlier ones are superseded by it. */
  void generationUsed(VantageId id, String enrolment, long generation);

  /** Whether a certificate of a later generation is in use. */
  boolean isSuperseded(VantageId id, String enrolment, long generation);

  /** Stores an operator certificate, unless one of its serial number is stored. */
  void addOperator(OperatorRecord operator);

  /** All of them, those that end last first. */
  List<OperatorRecord> operators();

  Optional<OperatorRecord> operator(String serial);

  /**
   * Ends an operator certificate.
   *
   * @return false when there is no such certificate
   */
  boolean revokeOperator(String serial);

  /**
   * Ends a vantage's certificates.
   *
   * @return false when there is no such vantage
   */
  boolean revokeVantage(VantageId id);

  /** Notes who did what. */
  void audit(Instant at, String who, String what);

  /** At most {@code limit} audit lines, newest first. */
  List<AuditLine> auditLines(int limit);

  @Override
  void close();
}
