package dev.parallax.attribution.catalogue;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A way in which a cause acts, independent of its scope. A cause has at least 1 mechanism.
 *
 * @param share of the cause's prior rate, 0 to 1
 * @param scopes the kinds of scope it may have
 * @param shows the symptoms of affected trials, the most probable first
 * @param effects its effect on each arm
 * @param noticed the arms that show whether a vantage is affected
 * @param restrictions further limits within its scope
 * @param preference the distribution of its symptoms
 */
public record Mechanism(
    Cause id,
    Regularity regularity,
    double share,
    Set<Scope.Attribute> scopes,
    List<Symptom> shows,
    EffectByArm effects,
    Set<Arm> noticed,
    Set<Restriction> restrictions,
    SymptomPreference preference) {

  /** Sets in the order of their type: a sum over one is the same number in every process. */
  public Mechanism {
    scopes = inOrder(Scope.Attribute.class, scopes);
    noticed = inOrder(Arm.class, noticed);
    restrictions = inOrder(Restriction.class, restrictions);
  }

  private static <E extends Enum<E>> Set<E> inOrder(Class<E> type, Set<E> values) {
    var ordered = EnumSet.noneOf(type);
    ordered.addAll(values);
    return Collections.unmodifiableSet(ordered);
  }

  /** How regularly an affected trial is hit. */
  public enum Regularity {
    /** Nearly always: {@link NoiseModel#MISS} is the probability that it is not. */
    ALWAYS,
    /** With a probability that is unknown and integrated out. */
    SOMETIMES,
    /** Without a prediction; only {@link Cause#UNKNOWN}. */
    UNPREDICTED
  }

  /** The effect of the mechanism on the trials of an arm. */
  public enum Effect {
    /** The trial ends as without the mechanism. */
    SPARED,
    /** The trial ends with a symptom of the mechanism. */
    HIT,
    /** The trial ends before the agent sent a byte. */
    HIT_EARLY,
    /** The resolution of the name fails or returns other addresses. */
    HIT_NAME,
    /** The mechanism makes no prediction for the arm. */
    UNPREDICTED
  }

  /** A limit of a mechanism within its scope. */
  public enum Restriction {
    /** It acts over IPv6 only. */
    IPV6,
    /** It acts over IPv4 only. */
    IPV4,
    /** It strikes after bytes of the server: arms without a prediction may have ended before. */
    LATE,
    /** It refuses clients in the cleartext dialogue before TLS, such as by SMTP 554. */
    CLEARTEXT,
    /** It acts at one of several servers behind its address only. */
    ONE_SERVER,
    /** Likewise, and nothing but the failures shows that there are several servers. */
    UNSEEN_SERVER,
    /**
     * It persists for a while after a trial with the real name: later controls are affected as
     * well.
     */
    RESIDUAL,
    /** It does not affect trials that queried a resolver over a connection. */
    UNGUARDED,
    /** At a misled vantage, it affects addresses without corroboration. */
    MISLED
  }
}
