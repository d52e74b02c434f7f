package dev.parallax.web;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.Assignment;
import dev.parallax.fleet.SpoolFigures;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.sweep.intake.Drops;
import dev.parallax.sweep.intake.Intake;
import dev.parallax.wire.Wire;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** An agent that runs its assignment when the test says so. */
final class StubAgent implements AgentLink, Intake.Sender {
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.7");

  final CompletableFuture<Assignment> assigned = new CompletableFuture<>();
  private final Vantage vantage;
  private final Intake intake;
  private final Instant heard;
  private volatile boolean atOnce;

  StubAgent(Vantage vantage, Intake intake, Instant heard) {
    this.vantage = vantage;
    this.intake = intake;
    this.heard = heard;
  }

  /** Every trial passes, from now on at once. */
  void runAll() throws InterruptedException {
    atOnce = true;
    run(assigned.join());
  }

  /** Every trial of every assignment passes at once. */
  StubAgent running() {
    atOnce = true;
    return this;
  }

  /** The first trial passes. */
  void runOne() throws InterruptedException {
    intake.observed(trials(assigned.join()).getFirst(), 1_000, this);
  }

  private void run(Assignment assignment) throws InterruptedException {
    for (var seen : trials(assignment)) {
      intake.observed(seen, 1_000, this);
    }
    intake.planFinished(assignment.sweep(), vantage.id(), plan(assignment).round(), true);
  }

  private List<Observation> trials(Assignment assignment) {
    var hash = Wire.planHash(assignment.plan().toArray());
    var plan = plan(assignment);
    var seen = new ArrayList<Observation>();
    for (var probe : plan.probes()) {
      for (int trial = 1; trial <= probe.trials(); trial++) {
        seen.add(
            passed(
                new TrialKey(
                    assignment.sweep(),
                    plan.round(),
                    probe.target(),
                    vantage.id(),
                    probe.arm(),
                    probe.variant(),
                    Optional.of(ADDRESS),
                    trial),
                hash));
      }
    }
    return seen;
  }

  private static Observation passed(TrialKey key, String hash) {
    var tcp = new TcpStep(ADDRESS, 443, 40_000, Duration.ofMillis(9), Optional.empty());
    return new Observation(
        key,
        hash,
        new Outcome.Ok(),
        new Steps(Optional.empty(), Optional.of(tcp), Optional.empty(), Optional.empty()));
  }

  private static ProbePlan plan(Assignment assignment) {
    try {
      return Wire.fromProto(dev.parallax.v1.ProbePlan.parseFrom(assignment.plan().toArray()));
    } catch (InvalidProtocolBufferException malformed) {
      throw new AssertionError(malformed);
    }
  }

  @Override
  public Vantage vantage() {
    return vantage;
  }

  @Override
  public Optional<SpoolFigures> spool() {
    return Optional.of(new SpoolFigures(7, 4_096, 2, 1, "no space"));
  }

  @Override
  public boolean draining() {
    return false;
  }

  @Override
  public Instant lastHeard() {
    return heard;
  }

  @Override
  public void assign(Assignment assignment) {
    assigned.complete(assignment);
    if (atOnce) {
      try {
        run(assignment);
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void cancel(SweepId sweep) {}

  @Override
  public void collectSightings(SweepId sweep, int round, Set<String> clientRandoms) {}

  @Override
  public void drain() {}

  @Override
  public void heartbeat() {}

  @Override
  public void cut(Cut reason) {}

  @Override
  public void stored(Observation observation) {}

  @Override
  public void refused(TrialKey key, Drops.Reason reason) {}

  @Override
  public void notStored(RuntimeException error) {}

  @Override
  public void displaced(long totalBytes) {}
}
