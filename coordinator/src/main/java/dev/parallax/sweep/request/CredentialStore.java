package dev.parallax.sweep.request;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.OriginCredentials;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The credentials that the operator of this coordinator keeps for targets. */
public interface CredentialStore {
  /** Has none. */
  CredentialStore NONE = name -> Optional.empty();

  /**
   * The credentials of a name.
   *
   * @throws IllegalArgumentException when they cannot be read; the message has no secret
   */
  Optional<OriginCredentials> find(String name);

  /**
   * The credentials that the targets of a sweep name.
   *
   * @throws IllegalArgumentException when a name is not known or its credentials are for another
   *     origin; the message has no secret
   */
  default Map<String, OriginCredentials> of(SweepRequest request) {
    var found = new HashMap<String, OriginCredentials>();
    for (var target : request.targets()) {
      request
          .exchange(target)
          .request()
          .credentials()
          .ifPresent(name -> found.put(name, of(name, target)));
    }
    return found;
  }

  private OriginCredentials of(String name, Target target) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected credentials of the coordinator's serve --credentials FILE, got: "
                        + name))
        .checkedFor(name, target);
  }
}
