package dev.parallax.rpc.agent;

import dev.parallax.fleet.SpoolFigures;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.v1.Hello;
import dev.parallax.v1.SpoolState;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state that a connected agent last reported: version, instance, facts, spool. Thread-safe. */
final class ReportedState {
  private static final Logger log = LoggerFactory.getLogger(ReportedState.class);
  private static final int LONGEST_INSTANCE = 64;

  private final AdmittedAgent agent;
  private Optional<Hello> hello = Optional.empty();
  private Map<String, String> facts = Map.of();
  private Optional<SpoolFigures> spool = Optional.empty();

  ReportedState(AdmittedAgent agent) {
    this.agent = agent;
  }

  /** Keeps a Hello with its facts and its spool. */
  synchronized void greeting(Hello greeting) {
    if (greeting.getInstance().size() > LONGEST_INSTANCE) {
      throw new IllegalArgumentException(
          "hello.instance has at most %d bytes, got: %d"
              .formatted(LONGEST_INSTANCE, greeting.getInstance().size()));
    }
    // Its facts are bounded separately, and the message itself is not kept.
    hello = Optional.of(greeting.toBuilder().clearFacts().build());
    facts(greeting.getFactsMap());
    if (greeting.hasSpool()) {
      spool(greeting.getSpool());
    }
  }

  /** Replaces the facts of the agent's host. */
  synchronized void facts(Map<String, String> sent) {
    facts = SeenFrom.completed(BoundedFacts.of(sent), agent);
  }

  /** Replaces the figures of the spool; logs new losses. */
  synchronized void spool(SpoolState reported) {
    var now =
        new SpoolFigures(
            Integer.toUnsignedLong(reported.getRecords()),
            reported.getBytes(),
            reported.getDropped(),
            reported.getDamaged(),
            reported.getMemoryOnly());
    if (now.isTrouble() && !spool.map(SpoolFigures::losses).equals(Optional.of(now.losses()))) {
      log.warn("{}: {}", agent.id(), now.losses());
    }
    spool = Optional.of(now);
  }

  synchronized Optional<SpoolFigures> spool() {
    return spool;
  }

  synchronized boolean hasGreeted() {
    return hello.isPresent();
  }

  /** The instance of the agent's process, lower-case hex; empty before its Hello. */
  synchronized String instance() {
    return hello
        .map(greeting -> HexFormat.of().formatHex(greeting.getInstance().toByteArray()))
        .orElse("");
  }

  /**
   * The vantage as its agent describes it.
   *
   * @param clockOffset of the agent's clock
   */
  synchronized Vantage vantage(Optional<Duration> clockOffset) {
    return new Vantage(
        agent.id(),
        agent.labels(),
        hello.map(greeting -> BoundedFacts.version(greeting.getAgentVersion())).orElse(""),
        clockOffset,
        facts);
  }
}
