package dev.parallax.model.failure;

import java.util.Locale;

/** The reason for a missing observation. None of these is a failure of the target. */
public enum NotRunReason {
  OFFLINE,
  DRAINING,
  REFUSED_BY_POLICY,
  BUDGET_EXHAUSTED,
  DEADLINE,
  UNSUPPORTED,
  AGENT_ERROR;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
