package dev.parallax.agent.dns.zone;

import dev.parallax.agent.dns.Resolved;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the zone of a name: the host's resolver is queried for NS records of the name, then of its
 * parents up to the top-level domain. A failed query leads to the parent as well, because a
 * resolver that does not answer for the name may answer for its parent.
 */
final class DelegationWalk {
  /** The maximum number of NS queries. */
  private static final int MOST_QUERIES = 8;

  private final ZoneAccess access;

  DelegationWalk(ZoneAccess access) {
    this.access = access;
  }

  /** Never completes exceptionally. */
  CompletableFuture<WalkEnd> find(String name) {
    return from(name, MOST_QUERIES);
  }

  /**
   * The end of the walk.
   *
   * @param delegation absent when no name had NS records
   * @param last the last reply, for the reason
   */
  record WalkEnd(Optional<Delegation> delegation, Resolved last) {}

  private CompletableFuture<WalkEnd> from(String name, int left) {
    return access.nameServers(name).run().thenCompose(resolved -> read(name, resolved, left));
  }

  private CompletableFuture<WalkEnd> read(String name, Resolved resolved, int left) {
    if (!resolved.nameServers().isEmpty()) {
      var found = new Delegation(name, resolved.nameServers());
      return CompletableFuture.completedFuture(new WalkEnd(Optional.of(found), resolved));
    }
    int dot = name.indexOf('.');
    return dot < 0 || left <= 1 || resolved.refusal().isPresent()
        ? CompletableFuture.completedFuture(new WalkEnd(Optional.empty(), resolved))
        : from(name.substring(dot + 1), left - 1);
  }
}
