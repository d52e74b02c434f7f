package dev.parallax.agent.probe.trial;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.parallax.model.observation.RedirectEnd;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The redirects that the trials of a plan share. */
final class FollowedRedirectsTest {
  private final AtomicLong now = new AtomicLong();
  private final FollowedRedirects redirects = new FollowedRedirects(now::get);

  @Test
  void theSameRedirect_isFollowedOnceWithinTenSeconds() {
    var first = of("a");
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    assertSame(first, of("a"));
    assertNotSame(first, of("b"));
    now.addAndGet(1);
    assertNotSame(first, of("a"));
  }

  @Test
  void theOldestIsForgotten_beyondSixtyFour() {
    var first = of("0");
    for (int number = 1; number < 64; number++) {
      var _ = of(Integer.toString(number));
    }
    assertSame(first, of("0"));
    var _ = of("64");
    assertNotSame(first, of("0"));
  }

  private CompletableFuture<RedirectEnd> of(String redirect) {
    return redirects.of(redirect, CompletableFuture::new);
  }
}
