package dev.parallax.agent.dns;

import dev.parallax.agent.dns.stub.ResolverConfiguration;
import dev.parallax.agent.policy.GateDecision;
import dev.parallax.agent.policy.Permit;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.DnsQuery;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The DNS step as the programs of the host do it (res_query(3) of glibc): the next name server is
 * queried after a timeout, a failed connection, SERVFAIL or REFUSED, the next name of the search
 * list after a negative answer. Each query is recorded.
 *
 * <p>glibc passes through the list of name servers once for each attempt. Here a name server gets
 * its second query within its first timeout, so that a single pass suffices.
 */
public final class HostResolution {
  private static final Set<FailureWord> NEGATIVE =
      Set.of(FailureWord.DNS_NXDOMAIN, FailureWord.DNS_NO_ANSWER);

  private static final int MOST_QUERIES = 64;

  private final ResolverConfiguration configuration;
  private final Transports transports;
  private final String host;
  private final Duration longest;
  private final boolean ofNameServers;
  private final List<String> names;
  private final List<InetSocketAddress> servers;
  private final List<DnsQuery> queries = new ArrayList<>();
  private final CompletableFuture<Resolved> done = new CompletableFuture<>();

  /** The results for the current name, in the order of the queried name servers. */
  private final List<Resolved> ofName = new ArrayList<>();

  private Optional<Resolved> ofHost = Optional.empty();
  private int name;
  private int server;
  private long startedAt;

  /**
   * Access to name servers.
   *
   * @param gate admits the query for a name by a name server
   * @param askers the settings of a query to an admitted name server
   */
  public record Transports(
      BiFunction<InetSocketAddress, String, GateDecision> gate, Function<Permit, Asker> askers) {}

  /**
   * Without a query yet.
   *
   * @param host a DNS name in ASCII
   * @param longest the longest wait for one name server; the resolution ends within as many waits
   *     as there are name servers
   * @param random chooses the first name server for {@code rotate}
   */
  public HostResolution(
      ResolverConfiguration configuration,
      Transports transports,
      String host,
      Duration longest,
      RandomGenerator random) {
    this(configuration, transports, host, longest, random, false);
  }

  /** Of the NS records of a name, by the host's resolver, without a search list. */
  public static HostResolution ofNameServers(
      ResolverConfiguration configuration,
      Transports transports,
      String name,
      Duration longest,
      RandomGenerator random) {
    return new HostResolution(
        configuration.withoutSearch(), transports, name, longest, random, true);
  }

  private HostResolution(
      ResolverConfiguration configuration,
      Transports transports,
      String host,
      Duration longest,
      RandomGenerator random,
      boolean ofNameServers) {
    this.ofNameServers = ofNameServers;
    this.configuration = configuration;
    this.transports = transports;
    this.host = host;
    this.longest = longest;
    this.names = configuration.candidates(host);
    this.servers = new ArrayList<>(configuration.servers());
    if (configuration.rotate()) {
      Collections.rotate(servers, random.nextInt(servers.size()));
    }
  }

  /** Never completes exceptionally. */
  public CompletableFuture<Resolved> run() {
    startedAt = System.nanoTime();
    query();
    return done;
  }

  private void query() {
    var at = servers.get(server);
    switch (transports.gate().apply(at, names.get(name))) {
      case GateDecision.Refused(var refusal) -> done.complete(Resolved.refused(at, refusal));
      case GateDecision.Admitted(var permit) -> {
        var _ =
            resolution(transports.askers().apply(permit), resolver(at), names.get(name))
                .run()
                .whenComplete((resolved, never) -> permit.close())
                .thenAccept(this::resolved);
      }
    }
  }

  private Resolution resolution(Asker asker, Resolver by, String queried) {
    return ofNameServers
        ? Resolution.ofNameServers(asker, by, queried, limits())
        : new Resolution(asker, by, queried, limits());
  }

  private Resolver resolver(InetSocketAddress at) {
    return new Resolver(
        configuration.transport(), at.getAddress(), at.getPort(), Optional.empty(), "/");
  }

  /** A single name server has the whole step. */
  private QueryLimits limits() {
    boolean single = servers.size() == 1 || longest.compareTo(configuration.timeout()) < 0;
    var timeout = single ? longest : configuration.timeout();
    return new QueryLimits(timeout, configuration.attempts() > 1, false);
  }

  private void resolved(Resolved resolved) {
    queries.add(resolved.asQuery(names.get(name)));
    ofName.add(resolved);
    var failure = resolved.failure().map(Failure::word);
    if (resolved.refusal().isPresent() || failure.isEmpty() || isExhausted()) {
      finish(resolved);
    } else if (NEGATIVE.contains(failure.get())) {
      nextName(resolved);
    } else if (server + 1 < servers.size()) {
      server++;
      query();
    } else if (isReply(result())) {
      nextName(result());
    } else {
      finish(ofHost.orElseGet(this::result));
    }
  }

  private boolean isExhausted() {
    long most = longest.toNanos() * servers.size();
    return queries.size() >= MOST_QUERIES || System.nanoTime() - startedAt >= most;
  }

  private void nextName(Resolved result) {
    if (names.get(name).equals(host)) {
      ofHost = Optional.of(result);
    }
    if (name + 1 < names.size()) {
      name++;
      server = 0;
      ofName.clear();
      query();
    } else {
      finish(ofHost.orElse(result));
    }
  }

  /** Of the name servers that all failed: the last that replied, otherwise the first. */
  private Resolved result() {
    return ofName.reversed().stream()
        .filter(HostResolution::isReply)
        .findFirst()
        .orElse(ofName.getFirst());
  }

  private static boolean isReply(Resolved resolved) {
    return !resolved.step().rcode().isEmpty();
  }

  private void finish(Resolved resolved) {
    var whole = Duration.ofNanos(System.nanoTime() - startedAt);
    done.complete(queries.size() == 1 ? resolved : resolved.after(queries, whole));
  }
}
