package dev.parallax.agent.dns.zone;

import dev.parallax.agent.dns.Resolved;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.model.endpoint.Resolver.Transport;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.DnsTrace;
import dev.parallax.model.observation.ZoneAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A resolution by the authoritative name servers of the name's zone, and of the zones of its
 * aliases. What prevents the queries, the host's resolver included, is no failure of the zone: the
 * result is then a refusal.
 */
public final class ZoneResolution {
  private static final int MOST_ZONES = 3;
  private static final int MOST_STEP_TIMEOUTS = 2;
  private static final String RULE = "delegation";

  private final ZoneAccess access;
  private final Transport transport;
  private final String host;
  private final List<ZoneAnswer> answers = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final CompletableFuture<Resolved> done = new CompletableFuture<>();
  private List<ServerReply.Read> last = List.of();
  private long startedAt;

  /**
   * Without a query yet.
   *
   * @param transport UDP or TCP
   * @param host a DNS name in ASCII
   */
  public ZoneResolution(ZoneAccess access, Transport transport, String host) {
    this.access = access;
    this.transport = transport;
    this.host = host;
  }

  /** Never completes exceptionally; within 2 step timeouts. Called on the event loop. */
  public CompletableFuture<Resolved> run() {
    startedAt = System.nanoTime();
    var whole = access.stepTimeout().multipliedBy(MOST_STEP_TIMEOUTS);
    var timer = access.loop().schedule(() -> timeUp(whole), whole.toNanos(), TimeUnit.NANOSECONDS);
    walk(host);
    return done.whenComplete((resolved, never) -> timer.cancel(false));
  }

  private void walk(String name) {
    names.add(name);
    var _ = new DelegationWalk(access).find(name).thenAccept(step -> delegated(name, step));
  }

  private void delegated(String name, DelegationWalk.WalkEnd step) {
    if (done.isDone()) {
      return;
    }
    if (step.delegation().isEmpty()) {
      refuse(
          step.last().refusal().orElseGet(() -> unknown("names no name server for " + name, step)));
      return;
    }
    var _ =
        new ZoneServers(access, transport)
            .query(step.delegation().get(), name)
            .thenAccept(replies -> replied(step.delegation().get(), replies));
  }

  private static GateRefusal unknown(String said, DelegationWalk.WalkEnd step) {
    var why = step.last().failure().map(Failure::detail).orElse("");
    return unsupported("the host's resolver " + said + (why.isEmpty() ? "" : ": " + why));
  }

  private static GateRefusal unsupported(String said) {
    return new GateRefusal(NotRunReason.UNSUPPORTED, RULE, said);
  }

  private void replied(Delegation delegation, List<ServerReply> replies) {
    if (done.isDone()) {
      return;
    }
    last =
        replies.stream()
            .filter(ServerReply.Read.class::isInstance)
            .map(ServerReply.Read.class::cast)
            .toList();
    last.stream().map(ServerReply.Read::answer).forEach(answers::add);
    if (last.isEmpty()) {
      refuse(refusal(delegation, replies));
    } else if (last.stream().allMatch(ServerReply.Read::isReferral)) {
      refuse(unsupported("the servers of " + delegation.zone() + " refer to a zone below it"));
    } else {
      next().ifPresentOrElse(this::walk, this::finish);
    }
  }

  private static GateRefusal refusal(Delegation delegation, List<ServerReply> replies) {
    return replies.stream()
        .filter(ServerReply.Refused.class::isInstance)
        .map(reply -> ((ServerReply.Refused) reply).refusal())
        .findFirst()
        .orElseGet(
            () ->
                unsupported(
                    "the host's resolver has no address of a name server of " + delegation.zone()));
  }

  /** The alias whose address is in another zone. */
  private Optional<String> next() {
    boolean addressed = last.stream().anyMatch(read -> read.answer().isAnswered());
    return addressed || names.size() == MOST_ZONES
        ? Optional.empty()
        : direct()
            .filter(read -> read.failure().isEmpty())
            .flatMap(read -> read.answer().alias().stream())
            .filter(Predicate.not(names::contains))
            .findFirst();
  }

  /** The replies to queries without a client subnet. */
  private Stream<ServerReply.Read> direct() {
    return last.stream().filter(read -> read.answer().clientSubnet().isEmpty());
  }

  private void timeUp(Duration whole) {
    if (last.isEmpty()) {
      refuse(
          new GateRefusal(
              NotRunReason.DEADLINE,
              RULE,
              "no name server of " + host + " was queried within " + whole.toMillis() + " ms"));
    } else {
      finish();
    }
  }

  private void refuse(GateRefusal refusal) {
    done.complete(new Resolved(step(List.of()), Optional.empty(), Optional.of(refusal)));
  }

  private void finish() {
    var answered = direct().filter(read -> read.answer().isAnswered()).toList();
    done.complete(
        new Resolved(
            step(answered),
            answered.isEmpty() ? Optional.of(failure()) : Optional.empty(),
            Optional.empty()));
  }

  /** Of a name server that serves the zone, otherwise of the first. */
  private Failure failure() {
    return direct()
        .filter(read -> read.answer().authoritative())
        .flatMap(read -> read.failure().stream())
        .findFirst()
        .or(() -> direct().flatMap(read -> read.failure().stream()).findFirst())
        .orElseGet(
            () ->
                new Failure(
                    Step.DNS,
                    FailureWord.DNS_NO_ANSWER,
                    "no address after " + names.size() + " zones: " + String.join(", ", names)));
  }

  /** The addresses of all name servers of the last zone. */
  private DnsStep step(List<ServerReply.Read> answered) {
    var first = answered.stream().findFirst().or(() -> last.stream().findFirst());
    var addresses =
        answered.stream().flatMap(read -> read.step().answers().stream()).distinct().toList();
    var aliases = names.stream().skip(1).toList();
    return new DnsStep(
        first.map(read -> read.answer().server()).orElse(""),
        first.map(read -> read.answer().transport()).orElse(transport.scheme()),
        first.map(read -> read.answer().rcode()).orElse(""),
        addresses,
        false,
        last.stream().mapToInt(read -> read.step().retransmissions()).sum(),
        last.stream().flatMap(read -> read.step().conflicting().stream()).distinct().toList(),
        Duration.ofNanos(System.nanoTime() - startedAt),
        new DnsTrace(aliases, List.of(), List.of(), answers));
  }
}
