package dev.parallax.sweep;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.Assignment;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.intake.Drops;
import dev.parallax.sweep.intake.Intake;
import dev.parallax.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;

/** An agent without a network: answers an assignment at once, in the given way. */
public final class FakeAgent implements AgentLink, Intake.Sender {
  private static final Set<Arm> NAMED = Set.of(Arm.BASE, Arm.TLS12, Arm.TLS13, Arm.DELAYED_HELLO);

  public final Queue<Observation> acknowledged = new ConcurrentLinkedQueue<>();
  public final Queue<Drops.Reason> turnedDown = new ConcurrentLinkedQueue<>();
  final CompletableFuture<RuntimeException> refused = new CompletableFuture<>();
  public final AtomicInteger displaced = new AtomicInteger();
  final Queue<SweepId> cancelled = new ConcurrentLinkedQueue<>();
  final Queue<Integer> collected = new ConcurrentLinkedQueue<>();
  private final String name;
  private final Intake intake;
  private final Answer answer;
  private volatile Map<String, String> facts = Map.of();
  private volatile boolean draining;
  private volatile List<Sighting> sightings = List.of();

  /** Its behaviour for an assignment. */
  @FunctionalInterface
  public interface Answer {
    void to(FakeAgent agent, Assignment assignment) throws InterruptedException;
  }

  public FakeAgent(String name, Intake intake, Answer answer) {
    this.name = name;
    this.intake = intake;
    this.answer = answer;
  }

  /** Runs the whole plan; every trial passes. */
  public void runAll(Assignment assignment) throws InterruptedException {
    for (var seen : trials(assignment)) {
      intake.observed(seen, 1_000, this);
    }
    finish(assignment, true);
  }

  /** Runs the whole plan; probes with the target's own name are reset. */
  public void runAllWithTheNameCut(Assignment assignment) throws InterruptedException {
    for (var seen :
        trials(assignment, arm -> NAMED.contains(arm) ? SampleSweep.CUT : SampleSweep.OK)) {
      intake.observed(seen, 1_000, this);
    }
    finish(assignment, true);
  }

  /** Runs the whole plan; every trial passes, base trials with this handshake. */
  public void runAllWith(TlsStep handshake, Assignment assignment) throws InterruptedException {
    for (var seen : trials(assignment)) {
      var isBase = seen.key().arm() == Arm.BASE;
      intake.observed(isBase ? seen.with(seen.steps().with(handshake)) : seen, 1_000, this);
    }
    finish(assignment, true);
  }

  /** Runs the whole plan with an outcome for each trial. */
  public void runAllWith(Function<TrialKey, Outcome> outcomes, Assignment assignment)
      throws InterruptedException {
    for (var seen : trials(assignment)) {
      var outcome = outcomes.apply(seen.key());
      intake.observed(SampleSweep.connected(seen.key(), seen.planHash(), outcome), 1_000, this);
    }
    finish(assignment, true);
  }

  void runFirstTrialOnly(Assignment assignment) throws InterruptedException {
    intake.observed(trials(assignment).getFirst(), 1_000, this);
  }

  void runAllAndSayItTwice(Assignment assignment) throws InterruptedException {
    for (var seen : trials(assignment)) {
      intake.observed(seen, 1_000, this);
      intake.observed(seen, 1_000, this);
    }
    finish(assignment, true);
  }

  void notUnderstand(Assignment assignment) throws InterruptedException {
    finish(assignment, false);
  }

  public void staySilent(Assignment assignment) {}

  @Override
  public Vantage vantage() {
    var seen = SampleSweep.vantage(name);
    return new Vantage(seen.id(), seen.labels(), seen.agentVersion(), seen.clockOffset(), facts);
  }

  /** Its host is like this from now on. */
  void describes(Map<String, String> host) {
    facts = host;
  }

  @Override
  public boolean draining() {
    return draining;
  }

  @Override
  public Instant lastHeard() {
    return SampleSweep.NOON;
  }

  @Override
  public void assign(Assignment assignment) {
    try {
      answer.to(this, assignment);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void cancel(SweepId sweep) {
    cancelled.add(sweep);
  }

  @Override
  public void collectSightings(SweepId sweep, int round, Set<String> clientRandoms) {
    collected.add(round);
    if (!sightings.isEmpty()) {
      tell(sweep, round);
    }
  }

  /** It will report sightings of connections from these ports. */
  void sees(IntFunction<Sighting> sighting, int... ports) {
    sightings = Arrays.stream(ports).mapToObj(sighting).toList();
  }

  private void tell(SweepId sweep, int round) {
    try {
      intake.sighted(sweep, new VantageId(name), round, sightings, true);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void drain() {
    draining = true;
  }

  @Override
  public void heartbeat() {}

  @Override
  public void cut(Cut reason) {}

  @Override
  public void stored(Observation observation) {
    acknowledged.add(observation);
  }

  @Override
  public void refused(TrialKey key, Drops.Reason reason) {
    turnedDown.add(reason);
  }

  @Override
  public void notStored(RuntimeException error) {
    refused.complete(error);
  }

  @Override
  public void displaced(long totalBytes) {
    displaced.incrementAndGet();
  }

  /** All trials of a plan, in its order, as passing. */
  List<Observation> trials(Assignment assignment) {
    return trials(assignment, arm -> SampleSweep.OK);
  }

  private List<Observation> trials(Assignment assignment, Function<Arm, Outcome> outcome) {
    var hash = Wire.planHash(assignment.plan().toArray());
    var plan = plan(assignment);
    var seen = new ArrayList<Observation>();
    for (var probe : plan.probes()) {
      for (int trial = 1; trial <= probe.trials(); trial++) {
        var key =
            new TrialKey(
                assignment.sweep(),
                plan.round(),
                probe.target(),
                new VantageId(name),
                probe.arm(),
                probe.variant(),
                Optional.of(SampleSweep.ADDRESS),
                trial);
        seen.add(SampleSweep.connected(key, hash, outcome.apply(probe.arm())));
      }
    }
    return seen;
  }

  private void finish(Assignment assignment, boolean understood) throws InterruptedException {
    intake.planFinished(
        assignment.sweep(), new VantageId(name), plan(assignment).round(), understood);
  }

  private static ProbePlan plan(Assignment assignment) {
    try {
      return Wire.fromProto(dev.parallax.v1.ProbePlan.parseFrom(assignment.plan().toArray()));
    } catch (InvalidProtocolBufferException malformed) {
      throw new AssertionError(malformed);
    }
  }
}
