package dev.parallax.agent.service;

import dev.parallax.agent.config.AgentConfig;
import dev.parallax.agent.config.ExitException;
import dev.parallax.agent.host.HostConfiguration;
import dev.parallax.agent.host.HostFiles;
import dev.parallax.agent.host.HostSnapshot;
import dev.parallax.agent.link.AgentIdentity;
import dev.parallax.agent.link.CoordinatorLink;
import dev.parallax.agent.link.CoordinatorList;
import dev.parallax.agent.link.EnrolmentClient;
import dev.parallax.agent.link.LinkDialer;
import dev.parallax.agent.link.Uplink;
import dev.parallax.agent.plan.AssignedPlans;
import dev.parallax.agent.plan.Consent;
import dev.parallax.agent.plan.LinkGrace;
import dev.parallax.agent.plan.PlanRunner;
import dev.parallax.agent.plan.PlanSightings;
import dev.parallax.agent.plan.ProbingRules;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.agent.probe.Prober;
import dev.parallax.agent.spool.PlanJournal;
import dev.parallax.agent.spool.SendLog;
import dev.parallax.agent.state.Pause;
import dev.parallax.agent.state.StateFolder;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.Sha256;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.supervision.ServiceManager;
import dev.parallax.text.FileErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent: its parts built in order, closed in reverse. */
public final class Agent implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Agent.class);
  private static final Duration RENEWAL_PATIENCE = Duration.ofSeconds(10);
  private static final Duration GOODBYE = Duration.ofSeconds(3);
  private static final int RENEWAL_CHECK_MINUTES = 10;
  private static final int RULE_CHECK_SECONDS = 2;

  private final Prober prober;
  private final ServiceManager manager;
  private final ScheduledExecutorService scheduler;
  private final Optional<ResponderService> answering;
  private final SpoolService spool;
  private final CoordinatorLink link;
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Without a connection yet.
   *
   * @param environment the process's variables
   * @throws ExitException when the configuration does not fit this host
   */
  public Agent(
      AgentConfig config,
      AgentIdentity identity,
      StateFolder state,
      Map<String, String> environment,
      Clock clock) {
    var random = RandomGenerator.getDefault();
    this.manager = ServiceManager.of(environment, ProcessHandle.current().pid());
    var host =
        new HostConfiguration(
            HostFiles.LINUX,
            new HostConfiguration.Overrides(config.bind(), config.resolver(), config.caBundle()),
            environment,
            clock);
    var snapshot = checked(host);
    var limits = config.ownerPolicy().rates().limits();
    var budget = new SendingBudget(limits, System::nanoTime);
    this.prober = new Prober(snapshot.config(), config.policy(), budget, clock);
    this.scheduler =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("trials").factory());
    this.answering =
        config.responder().map(at -> new ResponderService(config.vantage(), config.bind(), at));
    this.spool = new SpoolService(state.path(), config.vantage());
    var journal = PlanJournal.open(state.path().resolve(PlanJournal.FILE));
    var uplink = new Uplink(spool.spool(), journal, spool.writer(), sendLog(environment));
    var consent = new Consent(config.optIn());
    var watch =
        new HostWatch(
            host, snapshot, OwnerFacts.of(config), prober::configure, uplink::factsChanged);
    var authority = new AtomicReference<>(hash(identity));
    var plans =
        new AssignedPlans(
            config.vantage(),
            new PlanRunner(prober, watch, consent, scheduler, random),
            new PlanSightings(
                config.vantage(), consent, () -> answering.flatMap(ResponderService::witness)),
            uplink,
            new ProbingRules(
                new Pause(state.path()), config.ownerPolicy().times(), authority::get, clock),
            new LinkGrace(scheduler, LinkGrace.STANDARD));
    var heap = IdleHeap.ofThisProcess();
    var _ =
        scheduler.scheduleWithFixedDelay(
            () -> heap.check(plans.obeyRules()),
            RULE_CHECK_SECONDS,
            RULE_CHECK_SECONDS,
            TimeUnit.SECONDS);
    var dialer =
        new LinkDialer(
            new CoordinatorList(
                config.route(), config.vantage(), state.coordinators(), state::saveCoordinators),
            identity,
            new EnrolmentClient(config.route(), RENEWAL_PATIENCE),
            renewed -> {
              state.replace(renewed);
              authority.set(hash(renewed));
            });
    this.link = new CoordinatorLink(dialer, uplink, plans, watch::facts, clock, random, manager);
    var _ =
        scheduler.scheduleWithFixedDelay(
            () -> Thread.ofVirtual().name("renewal").start(dialer::renewIfDue),
            RENEWAL_CHECK_MINUTES,
            RENEWAL_CHECK_MINUTES,
            TimeUnit.MINUTES);
  }

  /**
   * Warms up, then keeps the link until {@link #close} or a permanent refusal; returns the exit
   * code.
   *
   * @throws ExitException when the responder's port is not available
   */
  public int run() {
    answering.ifPresent(ResponderService::open);
    prober.warmUp();
    manager.ready();
    try {
      return switch (link.run()) {
        case CoordinatorLink.End.Stopped stopped -> ExitCode.OK.code();
        case CoordinatorLink.End.Refused refused -> {
          log.error("the coordinator refuses this agent: {}", refused.detail());
          yield ExitCode.UNREACHABLE.code();
        }
      };
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED.code();
    } finally {
      ended.countDown();
    }
  }

  /** Closes the stream; returns when {@link #run} has returned, or after a moment. */
  public void stop() {
    manager.stopping();
    spool.flush();
    link.stop();
    try {
      var _ = ended.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    link.stop();
    answering.ifPresent(ResponderService::close);
    scheduler.shutdownNow();
    prober.close();
    spool.close();
  }

  private static SendLog sendLog(Map<String, String> environment) {
    var file = environment.get(SendLog.VARIABLE);
    if (file == null || file.isEmpty()) {
      return SendLog.OFF;
    }
    try {
      return SendLog.open(Path.of(file));
    } catch (IOException unwritable) {
      throw ExitException.usage(
          "%s names a file that cannot be written: %s"
              .formatted(SendLog.VARIABLE, FileErrors.of(unwritable)));
    }
  }

  private static Bytes hash(AgentIdentity identity) {
    try {
      return Sha256.of(identity.authority().getEncoded());
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException("a certificate that was read has an encoding", impossible);
    }
  }

  private static HostSnapshot checked(HostConfiguration host) {
    try {
      return host.checked();
    } catch (IllegalArgumentException unusable) {
      throw ExitException.usage(String.valueOf(unusable.getMessage()));
    }
  }
}
