package dev.parallax.agent.policy;

/** What the gate answers. */
public sealed interface Admission {
  /** To be closed when the use has ended. */
  record Admitted(Permit permit) implements Admission {}

  /** Nothing may be sent. */
  record Refused(Refusal refusal) implements Admission {}
}
