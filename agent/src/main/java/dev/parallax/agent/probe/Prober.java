package dev.parallax.agent.probe;

import dev.parallax.agent.memory.ByteBudget;
import dev.parallax.agent.path.PathWarmUp;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.agent.probe.trial.FollowedRedirects;
import dev.parallax.agent.probe.trial.HandshakePace;
import dev.parallax.agent.probe.trial.JudgedChains;
import dev.parallax.agent.probe.trial.OpenAttempts;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.agent.probe.trial.SourcePorts;
import dev.parallax.agent.probe.trial.Translators;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.agent.probe.warmup.ProbeWarmUp;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.text.Printable;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs probes over real sockets. Safe for use by many threads; owns two threads. */
// Results reach the caller through the future handed out.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Prober implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
  private static final int THREADS = 2;
  private static final int IDLE_SECONDS = 30;

  /** Memory for chains; more trials do not run at once. */
  private static final int WAITING = 512;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          THREADS, new DefaultThreadFactory("probe", true), EpollIoHandler.newFactory());
  private final ExecutorService judges = judges();
  private final Map<Long, CompletableFuture<List<ProbeResult>>> running = new ConcurrentHashMap<>();
  private final OpenAttempts open = new OpenAttempts();
  private final AtomicLong started = new AtomicLong();
  private volatile TrialContext.Surroundings around;
  private volatile boolean closed;

  /**
   * Threads for work that would block the event loops. Few, so that chains made to cost time leave
   * the other cores free; the queue is bounded. A {@link ByteBudget} bounds the bytes of the chains
   * in it.
   */
  private static ExecutorService judges() {
    var judges =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            new DefaultThreadFactory("judge", true));
    judges.allowCoreThreadTimeOut(true);
    return judges;
  }

  /** With the standard budget. */
  public Prober(ProberConfig config, Policy policy, Clock clock) {
    this(config, policy, SendingBudget.standard(), clock);
  }

  /**
   * Without open sockets.
   *
   * @param clock the clock for validity dates
   */
  public Prober(ProberConfig config, Policy policy, SendingBudget budget, Clock clock) {
    this.around =
        new TrialContext.Surroundings(
            config,
            new Gate(policy, budget),
            clock,
            new SecureRandom(),
            judges,
            new JudgedChains(new ByteBudget(ByteBudget.EIGHTH_OF_HEAP)),
            open,
            new SourcePorts(),
            new FollowedRedirects());
  }

  /** Trials that begin from now on use this configuration. */
  public void configure(ProberConfig config) {
    around = around.with(config);
  }

  /**
   * One trial: one result for each address. Never completes exceptionally for a failing target;
   * always completes within the step timeouts, each prolonged at most once by as much when this
   * agent itself is late. A failed resolution is one result without address.
   *
   * @param hello for probes without a recipe
   */
  public CompletableFuture<List<ProbeResult>> probe(
      ProbeSpec spec, HelloRecipe hello, Duration stepTimeout) {
    return probe(spec, hello, stepTimeout, HandshakePace.unlimited());
  }

  /**
   * The same with a pace of its handshakes, one at each address.
   *
   * @param pace of all trials at the host; the wait for it is not part of a step
   */
  public CompletableFuture<List<ProbeResult>> probe(
      ProbeSpec spec, HelloRecipe hello, Duration stepTimeout, HandshakePace pace) {
    return run(spec, hello, stepTimeout, pace, around);
  }

  /**
   * Probes a temporary server on 127.0.0.1 until timings exclude class loading and compilation, and
   * queries the host's resolver for the translators of its network. Takes at most a few seconds;
   * its cost is not charged to a budget.
   */
  public void warmUp() {
    var translators = Translators.follow(() -> around, group.next());
    Thread.ofPlatform().daemon().name("path-warm-up").start(Prober::warmUpPath);
    int warm = warmUpProbes();
    translators.join();
    LOG.debug("{} warm-up probes succeeded", warm);
  }

  /** In parallel with the probes, which take longer, so no code waits for it. */
  private static void warmUpPath() {
    try {
      PathWarmUp.run();
    } catch (RuntimeException | LinkageError cold) {
      LOG.debug("the path is not warmed up: {}", cold.toString());
    }
  }

  int warmUpProbes() {
    return ProbeWarmUp.run(
        group,
        local ->
            (spec, hello, timeout) -> run(spec, hello, timeout, HandshakePace.unlimited(), local),
        around);
  }

  private CompletableFuture<List<ProbeResult>> run(
      ProbeSpec spec,
      HelloRecipe hello,
      Duration stepTimeout,
      HandshakePace pace,
      TrialContext.Surroundings with) {
    var result = new CompletableFuture<List<ProbeResult>>();
    var number = started.getAndIncrement();
    running.put(number, result);
    result.whenComplete((done, failed) -> running.remove(number));
    var loop = group.next();
    try {
      var recipe = spec.hello().recipe().orElse(hello);
      var trial = new TrialContext(spec, recipe, stepTimeout, loop, pace, with);
      loop.execute(() -> start(trial, result));
    } catch (RejectedExecutionException shutDown) {
      result.complete(notRun("the prober is closed"));
    }
    if (closed) {
      result.complete(notRun("the prober is closed"));
    }
    return result;
  }

  static void start(TrialContext trial, CompletableFuture<List<ProbeResult>> result) {
    try {
      trial.own().start();
      new TrialRun(trial)
          .start()
          .whenComplete((done, failed) -> onLoop(trial, () -> finish(trial, result, done, failed)));
    } catch (RuntimeException defect) {
      finish(trial, result, List.of(), defect);
    }
  }

  private static void onLoop(TrialContext trial, Runnable turn) {
    if (trial.loop().inEventLoop()) {
      turn.run();
    } else {
      trial.loop().execute(turn);
    }
  }

  /** An exception here is a defect of this program, never a fault of the target. */
  private static void finish(
      TrialContext trial,
      CompletableFuture<List<ProbeResult>> result,
      List<ProbeResult> done,
      @Nullable Throwable defect) {
    var delay = trial.own().stop();
    var results = defect == null ? done : notRun(Printable.message(defect));
    result.complete(results.stream().map(probeResult -> probeResult.with(delay)).toList());
  }

  private static List<ProbeResult> notRun(String detail) {
    return List.of(
        new ProbeResult(
            Optional.empty(), new Outcome.NotRun(NotRunReason.AGENT_ERROR, detail), Steps.NONE));
  }

  /** Ends running trials as not run, then releases sockets and threads. */
  @Override
  public void close() {
    closed = true;
    List.copyOf(running.values())
        .forEach(result -> result.complete(notRun("the prober was closed")));
    open.close(group);
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    judges.shutdownNow();
  }
}
