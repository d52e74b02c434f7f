package dev.parallax.sweep;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parallax.fleet.AgentLinks;
import dev.parallax.fleet.FleetView;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.StoredSweep;
import dev.parallax.sweep.event.Audience;
import dev.parallax.sweep.event.SweepListener;
import dev.parallax.sweep.event.SweepWatch;
import dev.parallax.sweep.intake.Assignments;
import dev.parallax.sweep.intake.CentralChecks;
import dev.parallax.sweep.intake.CheckQueue;
import dev.parallax.sweep.intake.Drops;
import dev.parallax.sweep.intake.Intake;
import dev.parallax.sweep.intake.Mail;
import dev.parallax.sweep.intake.Quota;
import dev.parallax.sweep.plan.NextStep;
import dev.parallax.sweep.plan.Planner;
import dev.parallax.sweep.plan.SweepPreview;
import dev.parallax.sweep.request.NoVantagesException;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.run.InterruptedSweeps;
import dev.parallax.sweep.run.RunServices;
import dev.parallax.sweep.run.StoredProgress;
import dev.parallax.sweep.run.SweepInterruptedException;
import dev.parallax.sweep.run.SweepRun;
import dev.parallax.sweep.run.SweepTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.event.Level;

/** The sweeps: starts them, passes observations to them, and finds them again. */
public final class Sweeps implements AutoCloseable {
  private final Store store;
  private final AgentLinks agents;
  private final FleetView fleet;
  private final Planner planner;
  private final InstantSource clock;
  private final Ticker ticker;
  private final SweepHeaders headers;
  private final SweepArchive archive;
  private final Intake intake;
  private final Assignments assignments;
  private final CheckQueue checks;
  private final RunServices services;
  private final SweepRelay relay;
  private final Drops drops = new Drops();
  private final List<SweepWatch> watches = new CopyOnWriteArrayList<>();
  private final Map<SweepId, SweepRun> running = new ConcurrentHashMap<>();
  private volatile boolean resumed;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Starts the intake. */
  public Sweeps(SweepEnvironment environment) {
    this.ticker = environment.ticker();
    this.store = environment.store();
    this.agents = environment.agents();
    this.fleet = environment.fleet();
    this.planner = new Planner(environment.settings());
    this.clock = environment.clock();
    this.headers = new SweepHeaders(planner, environment);
    this.archive = new SweepArchive(store);
    var vitals = environment.vitals();
    var central = new CentralChecks(environment.trusted(), clock, this::clockOffset);
    this.assignments = new Assignments(store, Quota.DEFAULT, clock);
    this.checks = new CheckQueue(central, environment.revocation(), this::deliver, vitals);
    this.intake = new Intake(store, assignments, checks, this::deliver, drops, vitals);
    this.relay = new SweepRelay(store, assignments, planner);
    this.services =
        new RunServices(planner, agents, store, intake, assignments, environment.home());
  }

  /** The entry for messages of the agents' streams. */
  public Intake intake() {
    return intake;
  }

  /** The omissions of the verdicts. */
  public Drops drops() {
    return drops;
  }

  /** From now on {@code watch} is notified of every sweep that starts. */
  public void watch(SweepWatch watch) {
    watches.add(watch);
  }

  /** The number of running sweeps. */
  public int running() {
    return running.size();
  }

  /** The vantages of the fleet, read from the store. */
  public List<Vantage> vantages() {
    return fleet.vantages();
  }

  /**
   * Starts a sweep, which runs in its own thread.
   *
   * @throws NoVantagesException when the selector, or a selector of inside vantages, matches no
   *     vantage
   * @throws IllegalArgumentException when the budget of handshakes is too small for round 1, or
   *     round 1 exceeds the limits of an agent
   */
  public SweepId start(SweepRequest request, SweepListener listener) {
    var drawn = headers.draw(request, fleet.vantages());
    var first = planner.begin(request, drawn);
    var header = headers.withHistories(drawn, first);
    var audience = new Audience(listener, watchers(header.id(), request));
    return run(Level.INFO, header, request, first, audience);
  }

  /**
   * Starts a look: one round with one base trial and one reference trial at each vantage. It is
   * stored like a sweep until {@link dev.parallax.store.WatchStore#dropLook}; the watchers of
   * sweeps are not notified of it.
   *
   * @param request of one target and one round
   * @param only the vantages of the look, of those that the request selects; all when empty
   * @throws NoVantagesException as {@link #start} does
   */
  public SweepId look(SweepRequest request, Set<VantageId> only, SweepListener listener) {
    var known =
        fleet.vantages().stream()
            .filter(vantage -> only.isEmpty() || only.contains(vantage.id()))
            .toList();
    var header = headers.draw(request, known);
    store.watches().beginLook(header.id(), request.targets().getFirst().name());
    return run(
        Level.DEBUG,
        header,
        request,
        planner.look(request, header),
        new Audience(listener, List.of()));
  }

  private SweepId run(
      Level level, SweepHeader header, SweepRequest request, NextStep first, Audience audience) {
    var time = new SweepTime(ticker, request.deadline());
    execute(level, header, request, time, audience, run -> run.run(first));
    return header.id();
  }

  private void execute(
      Level level,
      SweepHeader header,
      SweepRequest request,
      SweepTime time,
      Audience audience,
      Consumer<SweepRun> work) {
    var sweep = header.id();
    var run = new SweepRun(services, level, header, request, time, audience);
    running.put(sweep, run);
    threads.execute(
        () -> {
          try {
            work.accept(run);
          } finally {
            running.remove(sweep);
            intake.relayed().forget(sweep);
            assignments.forget(sweep);
            run.unserved().forEach(late -> replay(sweep, late));
          }
        });
  }

  /**
   * Continues the sweeps that the end of the coordinator interrupted; a sweep whose deadline is
   * over waits for late observations and is closed. Called once, after the watches were added.
   */
  public void resume() {
    adopt();
    resumed = true;
  }

  /** Continues the sweeps of lost coordinators on the same store; called repeatedly. */
  public void adopt() {
    new InterruptedSweeps(store, fleet, clock, ticker).read().forEach(this::resume);
  }

  /** Delivers to the running sweeps what other coordinators stored for them; called repeatedly. */
  public void deliverRelayed() {
    running.keySet().forEach(intake.relayed()::deliver);
  }

  /** The work for sweeps of other coordinators on the same store. */
  public SweepRelay relay() {
    return relay;
  }

  /** Interrupts the running sweeps; they continue when the coordinator starts again. */
  public void suspend() {
    threads.shutdownNow();
  }

  private void resume(InterruptedSweeps.Interrupted found) {
    var id = found.header().id();
    intake.relayed().skipObservations(id);
    found.rounds().forEach(round -> assignments.begin(id, round.plan(), round.vantages()));
    execute(
        Level.INFO,
        found.header(),
        found.request(),
        found.time(),
        Audience.withoutOperator(watchers(id, found.request())),
        run -> run.resume(StoredProgress.of(found.stored(), store)));
  }

  /**
   * The listener receives the events of a sweep from the first on, and its end; without a
   * coordinator's restart in between, and with.
   *
   * @param skipped observations that it has received before; their order is that of the store
   * @return false when there is no such sweep
   * @throws SweepInterruptedException before {@link #resume}, for an incomplete sweep
   */
  public boolean follow(SweepId sweep, long skipped, SweepListener listener) {
    var joined = new Mail.Joined(listener, skipped);
    var run = running.get(sweep);
    return (run != null && run.join(joined)) || replay(sweep, joined);
  }

  /** The events of a sweep that has ended. */
  private boolean replay(SweepId sweep, Mail.Joined joined) {
    if (store.relays().isElsewhere(sweep)) {
      throw new SweepInterruptedException("sweep " + sweep + " runs at another coordinator");
    }
    if (!resumed && find(sweep).filter(stored -> !stored.complete()).isPresent()) {
      throw new SweepInterruptedException("the coordinator is starting");
    }
    return archive.replay(sweep, joined);
  }

  /**
   * The first round of {@link #start}, without running it.
   *
   * @throws NoVantagesException as {@link #start} does
   */
  public SweepPreview preview(SweepRequest request) {
    var _ = planner.credentials(request);
    return SweepPreview.of(request, headers.draw(request, fleet.vantages()), planner);
  }

  /** Ends a sweep early; stored observations are kept. */
  public void cancel(SweepId sweep) {
    deliver(sweep, new Mail.Cancelled());
  }

  /** A sweep with its verdicts; for an incomplete sweep, by the observations so far. */
  public Optional<StoredSweep> find(SweepId sweep) {
    return archive.find(sweep);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    intake.close();
    checks.close();
  }

  private List<SweepListener> watchers(SweepId sweep, SweepRequest request) {
    return watches.stream().map(watch -> watch.follow(sweep, request)).toList();
  }

  private Optional<Duration> clockOffset(VantageId vantage) {
    return agents.link(vantage).flatMap(link -> link.vantage().clockOffset());
  }

  private void deliver(SweepId sweep, Mail mail) {
    var run = running.get(sweep);
    if (run != null) {
      run.deliver(mail);
    } else {
      relay.forward(sweep, mail);
    }
  }
}
