package dev.parallax.fleet;

import dev.parallax.store.VantageRecord;
import java.util.Locale;
import java.util.Optional;

/** The state of a vantage at the coordinator. */
public enum VantageState {
  READY,
  DRAINING,
  OFFLINE,
  REVOKED;

  public static VantageState of(VantageRecord known, Optional<AgentLink> link) {
    if (known.revoked()) {
      return REVOKED;
    }
    return link.map(open -> open.draining() ? DRAINING : READY).orElse(OFFLINE);
  }

  /** The word in commands and metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
