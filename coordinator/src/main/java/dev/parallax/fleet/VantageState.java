package dev.parallax.fleet;

import dev.parallax.store.VantageRecord;
import java.util.Locale;
import java.util.Optional;

/** How a vantage stands with the coordinator now. */
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

  /** As commands and metrics say it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
