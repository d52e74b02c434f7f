package dev.parallax.agent.probe;

import dev.parallax.agent.classify.FailureSentence;
import dev.parallax.agent.classify.HttpFailures;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.probe.http.RedirectLocation;
import dev.parallax.agent.probe.http.RedirectedExchange;
import dev.parallax.agent.probe.http.Redirects;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.RedirectEnd;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.text.Printable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The redirects of a passing base trial that leave its connection: to another scheme, host or port,
 * or of a connection that the server closes. Each is requested like a target, within the policy and
 * the budget of this agent; a public host leads to public addresses only. A loop is a failure of
 * the target; a dead host behind a redirect is recorded, since the target itself answers.
 */
final class RedirectChain {
  /** Further connections. */
  private static final int MOST = 5;

  /** A location of this length may be cut. */
  private static final int RECORDED = 300;

  private static final String TOO_MANY = "more than " + MOST + " further connections";

  private final TrialContext trial;
  private final ProbeResult first;
  private final Gate gate;
  private final Set<String> visited = new HashSet<>();

  private RedirectChain(TrialContext trial, ProbeResult first) {
    this.trial = trial;
    this.first = first;
    this.gate =
        first
            .address()
            .map(trial.around().gate()::forRedirectsOf)
            .orElseGet(() -> trial.around().gate());
  }

  /**
   * The results with the end of their redirects. Of several addresses the first is followed; the
   * addresses of the hosts file and those of DNS beside it may be different sites.
   */
  static CompletableFuture<List<ProbeResult>> after(TrialContext trial, List<ProbeResult> results) {
    var byFile = results.stream().collect(Collectors.partitioningBy(RedirectChain::isOfHostsFile));
    return ofOneSource(trial, byFile.getOrDefault(true, List.of()))
        .thenCombine(
            ofOneSource(trial, byFile.getOrDefault(false, List.of())),
            (first, second) -> Stream.concat(first.stream(), second.stream()).toList());
  }

  private static boolean isOfHostsFile(ProbeResult result) {
    return result.steps().dns().filter(DnsStep::isOfHostsFile).isPresent();
  }

  private static CompletableFuture<List<ProbeResult>> ofOneSource(
      TrialContext trial, List<ProbeResult> results) {
    var spec = trial.spec();
    var first =
        results.stream()
            .filter(result -> result.outcome() instanceof Outcome.Ok)
            .filter(result -> result.steps().http().filter(step -> leads(spec, step)).isPresent())
            .findFirst();
    if (first.isEmpty() || spec.arm() != Arm.BASE) {
      return CompletableFuture.completedFuture(results);
    }
    var location = location(first.get()).orElseThrow();
    return trial
        .around()
        .redirects()
        .of(
            String.join(
                " ",
                spec.target(),
                spec.exchange().toString(),
                first.get().address().toString(),
                location),
            () -> new RedirectChain(trial, first.get()).follow())
        .thenApply(end -> results.stream().map(one -> with(one, location, end, spec)).toList());
  }

  private static boolean leads(ProbeSpec spec, HttpStep step) {
    return location(step).isPresent() && RedirectedExchange.leads(spec, step.status());
  }

  private static Optional<String> location(ProbeResult result) {
    return result.outcome() instanceof Outcome.Ok
        ? result.steps().http().flatMap(RedirectChain::location)
        : Optional.empty();
  }

  private static Optional<String> location(HttpStep step) {
    return Redirects.isRedirect(step.status())
        ? Optional.ofNullable(step.headers().get("location"))
        : Optional.empty();
  }

  private static ProbeResult with(
      ProbeResult result, String location, RedirectEnd end, ProbeSpec spec) {
    if (location(result).filter(location::equals).isEmpty()) {
      return result;
    }
    var step = result.steps().http().orElseThrow().with(end);
    var recorded = result.with(result.steps().with(step));
    return end.failure()
        .filter(failure -> failure.word().equals(FailureWord.HTTP_REDIRECT_LOOP))
        .<Outcome>map(Outcome.Failed::new)
        .or(() -> RedirectedExchange.outcome(spec.exchange().expectations(), end))
        .map(recorded::with)
        .orElse(recorded);
  }

  private CompletableFuture<RedirectEnd> follow() {
    var spec = trial.spec();
    var start = new Target(spec.scheme(), spec.host(), spec.port(), Optional.empty(), spec.path());
    // The first request was sent without cookies.
    visited.add(start.name() + "\n");
    return arrived(start, first.steps().http().orElseThrow(), 0);
  }

  /** The next request after a response, or the end. */
  private CompletableFuture<RedirectEnd> arrived(Target requested, HttpStep step, int requests) {
    var location = location(step);
    var here = page(requested, step);
    if (location.isEmpty() || here.isEmpty()) {
      return end(requested.name(), requests, step.status(), Optional.empty(), "");
    }
    var next = RedirectLocation.resolve(here.get(), location.get());
    if (location.get().length() >= RECORDED || next.isEmpty()) {
      return end(
          location.get(), requests, step.status(), Optional.empty(), RedirectedExchange.UNREADABLE);
    }
    var name = next.get().name();
    if (!visited.add(visit(next.get()))) {
      var loop = HttpFailures.redirectLoop("redirected again to " + Printable.cut(name, 100));
      return end(name, requests, step.status(), Optional.of(loop), "");
    }
    return requests == MOST
        ? end(name, requests, step.status(), Optional.empty(), TOO_MANY)
        : request(next.get(), step.status(), requests);
  }

  private CompletableFuture<RedirectEnd> request(Target next, int status, int requests) {
    var context = trial.following(spec(next), gate);
    return TrialRun.asPrograms(context)
        .results()
        .thenCompose(
            results -> {
              var best = best(results);
              return switch (best.outcome()) {
                case Outcome.Ok() -> arrived(next, best.steps().http().orElseThrow(), requests + 1);
                case Outcome.Failed(var failure) ->
                    end(
                        next.name(),
                        requests + 1,
                        best.steps().http().map(HttpStep::status).orElse(0),
                        Optional.of(sentence(failure, best)),
                        "");
                case Outcome.NotRun(var reason, var detail) ->
                    end(
                        next.name(),
                        requests,
                        status,
                        Optional.empty(),
                        reason.word() + ": " + detail);
              };
            });
  }

  /** A loop becomes the failure of the trial, whose sentence follows. */
  private static Failure sentence(Failure failure, ProbeResult result) {
    return failure.word().equals(FailureWord.HTTP_REDIRECT_LOOP)
        ? failure
        : FailureSentence.of(failure, result.steps(), Duration.ZERO);
  }

  /** An address that answers suffices; a refusal of this agent is the weakest evidence. */
  private static ProbeResult best(List<ProbeResult> results) {
    return results.stream()
        .filter(result -> result.outcome() instanceof Outcome.Ok)
        .findFirst()
        .or(
            () ->
                results.stream()
                    .filter(result -> result.outcome() instanceof Outcome.Failed)
                    .findFirst())
        .orElseGet(results::getFirst);
  }

  /** The page of a response: the last redirect that its connection followed. */
  private static Optional<Target> page(Target requested, HttpStep step) {
    var page = Optional.of(requested);
    for (var location : step.redirects()) {
      page = page.flatMap(here -> RedirectLocation.resolve(here, location));
    }
    return page;
  }

  /**
   * A plan's address of the target's own host stays, as does the address of a trial where the hosts
   * file and DNS have different addresses.
   */
  private ProbeSpec spec(Target next) {
    var own = trial.spec();
    var known =
        first.steps().dns().filter(DnsStep::differsFromHostsFile).isPresent()
            ? first.address()
            : own.address();
    Optional<InetAddress> address = next.host().equals(own.host()) ? known : Optional.empty();
    var pinned = new Target(next.scheme(), next.host(), next.port(), address, next.path());
    var spec = ProbeSpec.of(pinned).exchanging(RedirectedExchange.of(own.exchange())).build();
    return spec.over(own.route().family()).orElse(spec);
  }

  /** With another cookie the same address may give another answer. */
  private String visit(Target page) {
    return page.name() + "\n" + trial.cookies().line(page.host());
  }

  private static CompletableFuture<RedirectEnd> end(
      String location, int requests, int status, Optional<Failure> failure, String notRequested) {
    return CompletableFuture.completedFuture(
        new RedirectEnd(
            Printable.collapsed(location, RECORDED),
            requests,
            status,
            failure,
            Printable.collapsed(notRequested, RECORDED)));
  }
}
