package dev.parallax.agent.probe;

import dev.parallax.agent.dns.stub.HostsFile;
import dev.parallax.agent.dns.stub.ResolverConfiguration;
import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbeSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/** Probers and specs for peers on loopback. */
public final class Probes {
  static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  static final Policy LOCAL = Policy.of(List.of(Cidr.parse("127.0.0.0/8")));
  public static final String HOST = "site.example.com";

  private static final int ATTEMPTS = 20;

  private Probes() {}

  static Prober prober(X509Certificate... trusted) {
    return prober(Peer.loopback(9), trusted);
  }

  static Prober prober(InetSocketAddress resolver, X509Certificate... trusted) {
    return new Prober(
        new ProberConfig(Optional.empty(), resolver, List.of(trusted)),
        LOCAL,
        SendingBudget.ample(),
        Clock.systemUTC());
  }

  static Prober prober(ResolverConfiguration resolver) {
    return new Prober(
        new ProberConfig(Optional.empty(), resolver, HostsFile.EMPTY, List.of()),
        LOCAL,
        SendingBudget.ample(),
        Clock.systemUTC());
  }

  static Prober prober(InetSocketAddress resolver, String hosts) {
    return new Prober(
        new ProberConfig(
            Optional.empty(),
            ResolverConfiguration.of(resolver),
            HostsFile.parse(hosts.lines().toList()),
            List.of()),
        LOCAL,
        SendingBudget.ample(),
        Clock.systemUTC());
  }

  static ProberConfig config() {
    return new ProberConfig(Optional.empty(), Peer.loopback(9), List.of());
  }

  /** With the budget of an agent. */
  static Prober standard(InetSocketAddress resolver) {
    return new Prober(
        new ProberConfig(Optional.empty(), resolver, List.of()), LOCAL, Clock.systemUTC());
  }

  static Probe tls(int port) {
    return new Probe(
        Scheme.TLS, Optional.of(HOST), HOST, port, Optional.of(LOOPBACK), Duration.ZERO, false);
  }

  static Probe https(int port) {
    return tls(port).scheme(Scheme.HTTPS);
  }

  static Probe http(int port) {
    return tls(port).scheme(Scheme.HTTP);
  }

  static List<ProbeResult> run(Prober prober, ProbeSpec spec, long stepMillis) {
    try {
      return prober
          .probe(spec, HelloRecipe.STANDARD, Duration.ofMillis(stepMillis))
          .get(4 * stepMillis + 5000, TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      throw new AssertionError("a probe always completes, and never exceptionally", e);
    }
  }

  /** The single result of a trial, {@linkplain #attended repeated} where the agent was late. */
  public static ProbeResult one(Prober prober, ProbeSpec spec, long stepMillis) {
    return attended(
        () -> {
          var results = run(prober, spec, stepMillis);
          if (results.size() != 1) {
            throw new AssertionError("one result expected: " + results);
          }
          return results.getFirst();
        });
  }

  /**
   * The result of the first of 20 trials that the agent did not spoil by its own delay. On a busy
   * host a silent peer is {@code agent_error}, which is no word about the peer.
   */
  static ProbeResult attended(Supplier<ProbeResult> trial) {
    return Stream.generate(trial)
        .limit(ATTEMPTS)
        .filter(result -> !isSpoilt(result))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the agent was late in each of 20 trials"));
  }

  static boolean isSpoilt(ProbeResult result) {
    return result.outcome() instanceof Outcome.NotRun(var reason, var detail)
        && reason == NotRunReason.AGENT_ERROR
        && detail.startsWith("this agent was late");
  }

  /** {@code ok}, {@code tls:not_tls} or {@code not_run:refused_by_policy}. */
  public static String word(ProbeResult result) {
    var word =
        switch (result.outcome()) {
          case Outcome.Ok ok -> "ok";
          case Outcome.Failed failed ->
              failed.failure().step().word() + ":" + failed.failure().word();
          case Outcome.NotRun notRun -> "not_run:" + notRun.reason().word();
        };
    READ.get().add(result);
    return word;
  }

  /** The sentence of a failure up to the parts that {@link FailureWordsTest} checks of each. */
  static String observed(Failure failure) {
    return failure
        .detail()
        .replaceFirst("(?s)(; expected [^;]*)?(; received [^;]*)?; after [0-9]+ ms$", "");
  }

  private static final ThreadLocal<Set<ProbeResult>> READ = ThreadLocal.withInitial(HashSet::new);

  /** The results of probes of which a test reads the words with {@link #word}. */
  static Set<ProbeResult> resultsRead(Executable test) throws Throwable {
    READ.get().clear();
    test.execute();
    return Set.copyOf(READ.get());
  }

  /** A spec in the making. */
  record Probe(
      Scheme scheme,
      Optional<String> serverName,
      String host,
      int port,
      Optional<InetAddress> address,
      Duration helloDelay,
      boolean judged) {
    Probe scheme(Scheme other) {
      return new Probe(other, serverName, host, port, address, helloDelay, judged);
    }

    Probe withoutName() {
      return new Probe(scheme, Optional.empty(), host, port, address, helloDelay, judged);
    }

    Probe host(String other) {
      return new Probe(scheme, Optional.of(other), other, port, address, helloDelay, judged);
    }

    Probe resolved() {
      return new Probe(scheme, serverName, host, port, Optional.empty(), helloDelay, judged);
    }

    Probe delay(long millis) {
      return new Probe(scheme, serverName, host, port, address, Duration.ofMillis(millis), judged);
    }

    Probe judgedToo() {
      return new Probe(scheme, serverName, host, port, address, helloDelay, true);
    }

    ProbeSpec spec() {
      return spec(scheme.lastStep());
    }

    ProbeSpec spec(Step last) {
      return ProbeSpec.of(new Target(scheme, host, port, address, "/"))
          .serverName(serverName)
          .hello(hello -> hello.after(helloDelay))
          .judged(judged)
          .until(last)
          .build();
    }
  }
}
