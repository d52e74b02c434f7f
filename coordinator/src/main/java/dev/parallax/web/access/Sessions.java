package dev.parallax.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.web.request.Digests;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;

/** The sessions opened with the token, valid for half a day; lost when the coordinator stops. */
public final class Sessions {
  static final Duration LIFETIME = Duration.ofHours(12);
  private static final int LIMIT = 1_000;
  private static final int BYTES = 32;

  private final SecureRandom random;
  private final Cache<String, Boolean> open;

  public Sessions(SecureRandom random, InstantSource clock) {
    this.random = random;
    this.open =
        Caffeine.newBuilder()
            .maximumSize(LIMIT)
            .expireAfterWrite(LIFETIME)
            .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
            .build();
  }

  /** The secret of a new session. */
  String begin() {
    var secret = new byte[BYTES];
    random.nextBytes(secret);
    var text = HexFormat.of().formatHex(secret);
    open.put(kept(text), true);
    return text;
  }

  boolean isOpen(String secret) {
    return open.getIfPresent(kept(secret)) != null;
  }

  void end(String secret) {
    open.invalidate(kept(secret));
  }

  private static String kept(String secret) {
    return Digests.hex(Digests.sha256(secret));
  }
}
