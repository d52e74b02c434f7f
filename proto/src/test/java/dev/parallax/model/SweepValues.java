package dev.parallax.model;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.exchange.Expectations;
import dev.parallax.model.exchange.HeaderField;
import dev.parallax.model.exchange.HeaderRule;
import dev.parallax.model.exchange.Method;
import dev.parallax.model.exchange.Network;
import dev.parallax.model.exchange.Regex;
import dev.parallax.model.exchange.Request;
import dev.parallax.model.exchange.Script;
import dev.parallax.model.exchange.ScriptStep;
import dev.parallax.model.exchange.StatusSet;
import dev.parallax.model.exchange.TextRule;
import dev.parallax.model.exchange.TlsVersion;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Step;
import dev.parallax.model.history.SeenServer;
import dev.parallax.model.history.SiteTimes;
import dev.parallax.model.history.StepHistory;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.history.VantageHistory;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.HelloShape;
import dev.parallax.model.plan.HelloSpec;
import dev.parallax.model.plan.HopLimit;
import dev.parallax.model.plan.Medium;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.plan.Route;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Segment;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Random plans, sweeps and verdicts. */
public final class SweepValues extends ObservationValues {
  public SweepValues(long seed) {
    super(seed);
  }

  public ProbePlan plan() {
    return new ProbePlan(
        1 + upTo(3), atLeastOne(this::probe), hello(), span(), span().dividedBy(2).plusMillis(1));
  }

  public ProbeSpec probe() {
    return new ProbeSpec(
        target().name(),
        oneOf(Arm.values()),
        coin() ? "" : word(),
        oneOf(Medium.values()),
        oneOf(Scheme.values()),
        word(),
        1 + upTo(65_534),
        maybe(this::resolver),
        route(),
        new HelloSpec(maybe(this::word), maybe(this::hello), span(), coin()),
        "/" + word(),
        coin(),
        oneOf(Step.values()),
        coin(),
        1 + upTo(19),
        exchange());
  }

  public Exchange exchange() {
    return coin()
        ? Exchange.DEFAULT
        : new Exchange(
            new Request(
                oneOf(Method.values()),
                some(() -> new HeaderField("X-" + word(), word())),
                coin() ? Optional.of("shop-" + upTo(9)) : Optional.empty()),
            expectations(),
            new Script(
                some(
                    () ->
                        coin()
                            ? new ScriptStep.Reply(new Regex(word() + "$"))
                            : new ScriptStep.Send(word() + "\\r\\n"))));
  }

  private Expectations expectations() {
    return new Expectations(
        maybe(() -> new StatusSet(List.of(new StatusSet.Range(200, 200 + upTo(99))))),
        some(this::rule),
        some(() -> new HeaderRule(word(), rule())),
        maybe(this::word),
        maybe(() -> oneOf(TlsVersion.values())),
        coin() ? OptionalInt.empty() : OptionalInt.of(1 + upTo(90)),
        some(this::network));
  }

  private TextRule rule() {
    return new TextRule(coin(), new Regex(word() + ".*[0-9]{1,3}"));
  }

  private Network network() {
    var address = address();
    return new Network(address, address.getAddress().length * Byte.SIZE);
  }

  public Resolver resolver() {
    var transport = oneOf(Resolver.Transport.values());
    var name = transport.encrypted() ? Optional.of(word() + ".example") : Optional.<String>empty();
    var path = transport == Resolver.Transport.DOH ? "/" + word() : "/";
    return new Resolver(transport, address(), 1 + upTo(65_534), name, path);
  }

  private Route route() {
    return new Route(
        maybe(this::address),
        oneOf(Family.values()),
        upTo(65_535),
        maybe(() -> new HopLimit(1 + upTo(63), oneOf(HopLimit.LimitedPacket.values()))));
  }

  public HelloRecipe hello() {
    return new HelloRecipe(
        some(this::word), some(this::word), some(this::word), some(this::word), shape());
  }

  private HelloShape shape() {
    var extensions = some(() -> upTo(65_535));
    return new HelloShape(
        extensions,
        coin(),
        upTo(2_000),
        oneOf(HelloShape.Split.values()),
        extensions.stream().distinct().collect(Collectors.toMap(type -> type, type -> bytes(3))),
        coin() ? List.of() : List.of(word()));
  }

  public Sighting sighting() {
    return new Sighting(
        vantageId(),
        1 + upTo(3),
        oneOf(Sighting.Means.values()),
        address(),
        upTo(65_535),
        upTo(65_535),
        coin() ? hash() : "",
        maybe(this::text),
        coin() ? hash() : "",
        upTo(9_999),
        upTo(9_999),
        oneOf(Sighting.ConnectionEnd.values()),
        upTo(3),
        span());
  }

  public Sweep sweep() {
    return new Sweep(
        new SweepId("s-" + upTo(1_000)),
        time(),
        span(),
        coin(),
        some(this::vantage),
        some(this::round),
        coverage(),
        some(this::results),
        some(this::sighting),
        oneOf(Family.values()));
  }

  public Round round() {
    return new Round(1 + upTo(3), hash(), some(() -> oneOf(RoundReason.values())), upTo(1_000));
  }

  public Coverage coverage() {
    return new Coverage(upTo(9), upTo(9), some(this::missing));
  }

  public TargetResults results() {
    return new TargetResults(
        target(),
        inside(),
        some(this::observation),
        maybe(this::dns),
        Exchange.DEFAULT,
        maybe(this::history));
  }

  private TargetHistory history() {
    return new TargetHistory(maybe(this::time), some(this::vantageHistory));
  }

  private VantageHistory vantageHistory() {
    return new VantageHistory(
        vantageId(),
        some(this::stepTimes),
        some(() -> new SiteTimes(target().name(), some(this::stepTimes))),
        maybe(
            () ->
                new SeenServer(
                    some(this::hash),
                    some(this::word),
                    some(this::address),
                    some(this::word),
                    some(this::word))));
  }

  private StepHistory stepTimes() {
    return new StepHistory(oneOf(Step.values()), 1 + upTo(200), time(), span(), span());
  }

  public TargetVerdicts verdicts() {
    return new TargetVerdicts(target(), atLeastOne(this::verdict));
  }

  public Verdict verdict() {
    return new Verdict(
        oneOf(Blame.values()),
        maybe(() -> oneOf(Segment.values())),
        maybe(() -> oneOf(Cause.values())),
        maybe(this::failureWord),
        scope(),
        maybe(() -> new Verdict.Hops(upTo(9), upTo(9), upTo(9))),
        probability(),
        coin(),
        oneOf(Grade.values()),
        some(this::vantageId),
        some(this::evidence),
        some(() -> new Candidate(oneOf(Cause.values()), scope(), probability())),
        some(() -> oneOf(Arm.values())),
        some(this::nextProbe));
  }

  private Coverage.Missing missing() {
    return new Coverage.Missing(vantageId(), oneOf(NotRunReason.values()), text());
  }

  private Map<VantageId, Optional<InetAddress>> inside() {
    var inside = new TreeMap<VantageId, Optional<InetAddress>>();
    some(this::vantageId).forEach(vantage -> inside.put(vantage, maybe(this::address)));
    return inside;
  }

  private Scope scope() {
    return new Scope(oneOf(Scope.Attribute.values()), text(), some(this::vantageId));
  }

  private Evidence evidence() {
    return new Evidence(
        oneOf(FindingKind.values()),
        words(),
        some(this::vantageId),
        some(this::vantageId),
        10 * probability() - 5);
  }

  private NextProbe nextProbe() {
    return new NextProbe(
        oneOf(Arm.values()),
        some(this::vantageId),
        probability(),
        oneOf(NextProbe.Why.values()),
        words());
  }

  private <T> List<T> atLeastOne(Supplier<T> value) {
    var list = new ArrayList<T>(some(value));
    list.add(value.get());
    return list;
  }
}
