package dev.parallax.agent.link;

import dev.parallax.model.vantage.VantageId;
import java.time.Instant;

/** Identities of an authority that issued only them. */
public final class TestIdentities {
  private TestIdentities() {}

  public static AgentIdentity make(VantageId vantage) throws Exception {
    return TestAuthority.make("coordinator").identity(vantage, Instant.now());
  }

  /** The same vantage and authority, another key. */
  public static AgentIdentity renewed(AgentIdentity old) throws Exception {
    var other = make(old.vantage());
    return new AgentIdentity(old.vantage(), other.key(), other.certificate(), old.authority());
  }
}
