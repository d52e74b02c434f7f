package dev.parallax.store;

import java.util.List;

/**
 * The result of a full check of a store.
 *
 * @param sweeps complete or not
 * @param findings one line each, at most {@link #MOST}; empty for an undamaged store
 */
public record StoreFindings(long sweeps, long observations, long verdicts, List<String> findings) {
  public static final int MOST = 20;

  public StoreFindings {
    findings = List.copyOf(findings);
  }
}
