package dev.parallax.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.web.http.ClientNetwork;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Wrong tokens, counted by their network. A network with too many gets status 429, delayed, for up
 * to a minute; the right token is still accepted, so that wrong tokens of one client lock no
 * operator out.
 */
public final class LoginThrottle {
  private static final int LIMIT = 10;
  private static final int NETWORKS = 10_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Cache<ClientNetwork, Integer> wrong;

  public LoginThrottle(InstantSource clock) {
    this.wrong =
        Caffeine.newBuilder()
            .maximumSize(NETWORKS)
            .expireAfterWrite(WINDOW)
            .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
            .build();
  }

  /** Notes a wrong token; whether its network had shown too many before. */
  boolean failed(ClientNetwork client) {
    return wrong.asMap().merge(client, 1, Integer::sum) > LIMIT;
  }
}
