package dev.parallax.agent.policy;

/** The decision of the gate. */
public sealed interface GateDecision {
  /** To be closed when the use has ended. */
  record Admitted(Permit permit) implements GateDecision {}

  /** Nothing may be sent. */
  record Refused(GateRefusal refusal) implements GateDecision {}
}
