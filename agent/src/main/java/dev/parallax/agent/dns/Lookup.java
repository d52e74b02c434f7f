package dev.parallax.agent.dns;

import dev.parallax.agent.classify.DnsFailures;
import dev.parallax.agent.classify.DnsReply;
import dev.parallax.agent.delay.StepTimer;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Resolver.Transport;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.NotRunReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One query to one name server until it is answered or the time is up: over TCP after a truncated
 * reply over UDP, without EDNS after FORMERR or NOTIMP, with CD after a failed validation, and
 * again over UDP without a reply.
 */
final class Lookup implements QueryExchange.Ear {
  /** The part of the timeout after which a datagram is considered lost. */
  static final int RESEND_AT = 3;

  private static final Duration LEAST_WATCH = Duration.ofMillis(50);
  private static final Duration LONGEST_WATCH = Duration.ofMillis(300);
  private static final Set<String> NO_EDNS = Set.of("FORMERR", "NOTIMP");
  private static final String FAILED = "SERVFAIL";

  private final Asker asker;
  private final Resolver resolver;
  private final QueryLimits limits;
  private final StepTimer timer;
  private final StepTimer resendTimer;
  private final CompletableFuture<Found> done = new CompletableFuture<>();
  private final List<QueryExchange> exchanges = new ArrayList<>();
  private final Chorus chorus = new Chorus();
  private Question question;
  private Optional<DnsReply.Answered> unvalidated = Optional.empty();
  private Optional<DnsReply> answer = Optional.empty();
  private Optional<String> stray = Optional.empty();
  private Optional<GateRefusal> refusal = Optional.empty();
  private int retransmissions;
  private long startedAt;
  private long lastReplyAt;
  private long watchUntil;

  /** Without a query yet. */
  Lookup(Asker asker, Resolver resolver, Question question, QueryLimits limits) {
    this.asker = asker;
    this.resolver = resolver;
    this.question = question;
    this.limits = limits;
    this.timer = new StepTimer(asker.loop(), asker.own());
    this.resendTimer = new StepTimer(asker.loop(), asker.own());
  }

  /** Never completes exceptionally, and within the timeout and the delay of this agent. */
  CompletableFuture<Found> run() {
    startedAt = System.nanoTime();
    watchUntil = startedAt;
    timer.start(limits.timeout(), this::timeUp);
    if (limits.repeated()) {
      resendTimer.start(limits.timeout().dividedBy(RESEND_AT), attended -> resend());
    }
    ask(resolver, question);
    return done;
  }

  private void ask(Resolver by, Question next) {
    question = next;
    var exchange = new QueryExchange(asker, by, next, this);
    exchanges.add(exchange);
    exchange.open();
  }

  private void resend() {
    var exchange = exchanges.getLast();
    if (answer.isEmpty() && exchange.transport() == Transport.UDP) {
      retransmissions++;
      exchange.send();
    }
  }

  @Override
  public void read(QueryExchange from, Reading reading) {
    if (reading instanceof Reading.Reply(var answered) && from == exchanges.getFirst()) {
      overheard(answered);
    }
    if (answer.isEmpty() && from == exchanges.getLast()) {
      switch (reading) {
        case Reading.Reply(var answered) -> replied(answered);
        case Reading.Truncated() -> cutShort(from);
        case Reading.Malformed(var detail) -> settle(failed(DnsFailures.malformed(detail)));
        case Reading.Stray(var message) -> strayed(from, message);
      }
    }
  }

  @Override
  public void broke(QueryExchange from, Failure failure) {
    if (answer.isEmpty() && from == exchanges.getLast()) {
      settle(unvalidated.<DnsReply>map(kept -> kept).orElseGet(() -> failed(explained(failure))));
    }
  }

  /** The reason for a second transport belongs to its failure. */
  private Failure explained(Failure failure) {
    return exchanges.getLast().transport() == resolver.transport()
        ? failure
        : new Failure(
            failure.step(),
            failure.word(),
            "truncated over " + resolver.transport().scheme() + ", " + failure.detail());
  }

  /** A partial result: without the remaining queries a resolution is incomplete. */
  @Override
  public void refused(QueryExchange from, GateRefusal spent) {
    if (answer.isEmpty()) {
      refusal = Optional.of(spent);
      settle(failed(DnsFailures.transport(spent.detail())));
    }
  }

  /** Replies to a query that was sent twice may differ for no worse reason than rotation. */
  private void overheard(DnsReply.Answered answered) {
    if (!limits.watching()
        || retransmissions > 0
        || exchanges.getFirst().transport() != Transport.UDP) {
      return;
    }
    chorus.hear(answered);
    if (watchUntil == startedAt) {
      long now = System.nanoTime();
      watchUntil =
          now + Math.clamp(2 * (now - startedAt), LEAST_WATCH.toNanos(), LONGEST_WATCH.toNanos());
    }
  }

  private void replied(DnsReply.Answered answered) {
    if (question.edns() && NO_EDNS.contains(answered.rcode())) {
      retransmissions++;
      ask(by(exchanges.getLast()), question.withoutEdns());
    } else if (unvalidated.isPresent()) {
      settle(compared(unvalidated.get(), answered));
    } else if (answered.rcode().equals(FAILED) && !answered.bogus()) {
      unvalidated = Optional.of(answered);
      ask(by(exchanges.getLast()), question.unchecked());
    } else {
      settle(answered);
    }
  }

  /** An answer that fails only with validation is bogus (RFC 4035, section 3.2.2). */
  private static DnsReply compared(DnsReply.Answered validated, DnsReply.Answered unchecked) {
    return unchecked.rcode().equals(FAILED)
        ? validated.adding(false, "with checking disabled too")
        : validated.adding(true, unchecked.rcode() + " with checking disabled");
  }

  private void cutShort(QueryExchange from) {
    if (from.transport() == Transport.UDP) {
      ask(overTcp(), question);
    } else {
      settle(failed(DnsFailures.malformed("cut short over " + from.transport().scheme())));
    }
  }

  /** Any host can send a datagram; on a connection there is only the server. */
  private void strayed(QueryExchange from, String detail) {
    stray = Optional.of(detail);
    if (from.transport() != Transport.UDP) {
      settle(failed(DnsFailures.malformed(detail)));
    }
  }

  private Resolver by(QueryExchange exchange) {
    return exchange.transport() == resolver.transport() ? resolver : overTcp();
  }

  private Resolver overTcp() {
    return new Resolver(Transport.TCP, resolver.address(), resolver.port(), Optional.empty(), "/");
  }

  /**
   * The query had its time; unless this agent attended to all of it, the silence may be its own.
   */
  private void timeUp(boolean attended) {
    if (answer.isEmpty() && !attended) {
      refusal =
          Optional.of(new GateRefusal(NotRunReason.AGENT_ERROR, "own-delay", asker.own().detail()));
    }
    timeUp();
  }

  /** Ends the query now with the replies received so far. */
  void timeUp() {
    if (answer.isEmpty()) {
      settle(unvalidated.<DnsReply>map(kept -> kept).orElseGet(this::silence));
    }
    finish();
  }

  private DnsReply silence() {
    return failed(
        explained(
            stray
                .map(DnsFailures::malformed)
                .orElseGet(
                    () ->
                        DnsFailures.timeout(
                            "no reply within " + limits.timeout().toMillis() + " ms"))));
  }

  private void settle(DnsReply reply) {
    answer = Optional.of(reply);
    lastReplyAt = System.nanoTime();
    if (watchUntil > lastReplyAt) {
      later(watchUntil - lastReplyAt, this::finish);
    } else {
      finish();
    }
  }

  private void finish() {
    if (!done.isDone()) {
      exchanges.forEach(QueryExchange::close);
      timer.cancel();
      resendTimer.cancel();
      done.complete(
          new Found(
              answer.orElseThrow(),
              exchanges.getLast().transport(),
              retransmissions,
              chorus.conflicting(),
              Duration.ofNanos(lastReplyAt - startedAt),
              refusal));
    }
  }

  private void later(long nanos, Runnable task) {
    var scheduled = asker.loop().schedule(task, nanos, TimeUnit.NANOSECONDS);
    var _ = done.whenComplete((result, failed) -> scheduled.cancel(false));
  }

  private static DnsReply failed(Failure failure) {
    return new DnsReply.Failed(failure);
  }
}
