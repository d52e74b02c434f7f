package dev.parallax.agent.probe.trial;

import dev.parallax.agent.dns.Asker;
import dev.parallax.agent.dns.HostResolution;
import dev.parallax.agent.dns.Resolved;
import dev.parallax.agent.policy.Nat64;
import dev.parallax.agent.policy.Permit;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up the translation prefixes from IPv6 to IPv4 of the network (RFC 7050), now and every ten
 * minutes, and passes them to the policy. The last answer stays in force while the resolver does
 * not answer.
 */
public final class Translators {
  private static final Logger LOG = LoggerFactory.getLogger(Translators.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private final Supplier<TrialContext.Surroundings> current;
  private final EventLoop loop;
  private final CompletableFuture<Void> first = new CompletableFuture<>();

  private Translators(Supplier<TrialContext.Surroundings> current, EventLoop loop) {
    this.current = current;
    this.loop = loop;
  }

  /**
   * Starts the look-ups; they end with the event loop.
   *
   * @param current the configuration of the host at each look-up
   * @return completes after the first look-up, within two seconds for each name server; never
   *     exceptionally
   */
  public static CompletableFuture<Void> follow(
      Supplier<TrialContext.Surroundings> current, EventLoop loop) {
    var translators = new Translators(current, loop);
    var _ =
        loop.scheduleWithFixedDelay(
            translators::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return translators.first;
  }

  private void look() {
    try {
      var around = current.get();
      var _ =
          new HostResolution(
                  around.config().resolver().withoutSearch(),
                  new HostResolution.Transports(
                      around.gate()::ownResolver, permit -> asker(around, permit)),
                  Nat64.NAME,
                  TIMEOUT,
                  around.random())
              .run()
              .thenAccept(this::found);
    } catch (RuntimeException defect) {
      LOG.warn("translators are not looked up: {}", defect.toString());
      first.complete(null);
    }
  }

  private Asker asker(TrialContext.Surroundings around, Permit permit) {
    var config = around.config();
    return new Asker(
        loop,
        permit,
        config.bind(),
        config.trusted(),
        around.clock(),
        around.random(),
        around.judges());
  }

  /** A name error is an answer: this network has no translator. */
  private void found(Resolved resolved) {
    if (!resolved.step().rcode().isEmpty()) {
      var prefixes = Nat64.prefixes(resolved.addresses());
      current.get().gate().policy().translators(prefixes);
      LOG.debug("translators: {}", prefixes);
    }
    first.complete(null);
  }
}
