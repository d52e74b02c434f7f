package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.policy.BudgetLimits;
import dev.parallax.agent.policy.BudgetLimits.Rates;
import dev.parallax.agent.policy.Cost;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbeSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A coordinator that requests the maximum from one agent, with the standard budget and real
 * sockets. Trials over the budget are not run; none is reported as the peer's failure.
 */
@ExtendWith(Leaks.class)
class ProbeBudgetTest {
  private static final Duration STEP = Duration.ofSeconds(4);
  private static final String BUDGET = "not_run:budget_exhausted";

  /** In place of the word of a trial that was run while the agent was late. */
  private static final String LATE = "late";

  @Test
  void eightThousandQueries_ofTheOwnResolver_areBounded() throws Exception {
    try (var dns = DnsPeer.of(query -> query.a("127.0.0.1"));
        var prober = Probes.standard(dns.address())) {
      var start = System.nanoTime();
      var words = ask(prober, 4_000, i -> resolved("site.example.com"));
      long seconds = 1 + (System.nanoTime() - start) / 1_000_000_000;
      assertOnly(words, "ok");
      assertTrue(dns.queries.get() <= 800 + 200 * seconds, () -> dns.queries + " queries " + words);
    }
  }

  @Test
  void manyNames_areBoundedForAnHour() throws Exception {
    try (var dns = DnsPeer.of(query -> query.a("127.0.0.1"));
        var prober = Probes.standard(dns.address())) {
      var words = ask(prober, 2_600, i -> resolved("n" + i + ".example.com"));
      assertOnly(words, "ok");
      var late = Probes.one(prober, resolved("late.example.com"), 2_000);
      assertEquals(BUDGET, Probes.word(late), late::toString);
    }
  }

  @Test
  void portsOfOneAddress_areBounded() throws Exception {
    try (var prober = Probes.standard(Peer.loopback(9))) {
      var words = ask(prober, 150, i -> Probes.tls(20_000 + i).spec(Step.TCP));
      long reached =
          words.entrySet().stream()
              .filter(e -> e.getKey().startsWith("tcp:") || Set.of("ok", LATE).contains(e.getKey()))
              .mapToLong(Map.Entry::getValue)
              .sum();
      assertTrue(reached <= 64, words::toString);
      assertEquals(150 - reached, words.getOrDefault(BUDGET, 0L), words::toString);
    }
  }

  @Test
  void connectionsToOneAddress_areCountedOverItsPorts() throws Exception {
    var servers = new ArrayList<ServerSocket>();
    try (var prober = Probes.standard(Peer.loopback(9))) {
      for (int i = 0; i < 8; i++) {
        servers.add(new ServerSocket(0, 200, Probes.LOOPBACK));
      }
      var words =
          ask(prober, 480, i -> Probes.tls(servers.get(i % 8).getLocalPort()).spec(Step.TCP));
      assertOnly(words, "ok");
      assertTrue(run(words) <= 200 + 50 * 5, words::toString);
    } finally {
      for (var server : servers) {
        server.close();
      }
    }
  }

  @Test
  void heldConnections_areBounded() throws Exception {
    int most = BudgetLimits.STANDARD.heldAtAddress();
    var silent = new ArrayList<Peer>();
    try (var prober = new Prober(Probes.config(), Probes.LOCAL, held(), Clock.systemUTC())) {
      for (int i = 0; i < 8; i++) {
        silent.add(Peer.of(talk -> talk.readUntil('\n')));
      }
      var words = ask(prober, 2 * most, i -> Probes.tls(silent.get(i % 8).port()).spec());
      assertOnly(words, "tls:timeout_after_client_hello");
      assertEquals(most, words.getOrDefault(BUDGET, 0L), words::toString);
      var later = Probes.one(prober, Probes.tls(silent.getFirst().port()).spec(Step.TCP), 1_000);
      assertEquals("ok", Probes.word(later), "what has ended is held no more");
    } finally {
      for (var peer : silent) {
        peer.close();
      }
    }
  }

  /** The standard bound on open connections, without the rates that would apply first. */
  private static SendingBudget held() {
    var all = BudgetLimits.AMPLE;
    return new SendingBudget(
        new BudgetLimits(
            all.port(),
            all.address(),
            all.total(),
            BudgetLimits.STANDARD.heldAtAddress(),
            BudgetLimits.STANDARD.held(),
            all.ports(),
            all.addresses(),
            all.names()),
        System::nanoTime);
  }

  @Test
  void bytesOut_areBounded() throws Exception {
    var bytes = new AtomicLong();
    try (var prober = Probes.standard(Peer.loopback(9));
        var peer = Peer.of(talk -> redirect(talk, bytes))) {
      var words = ask(prober, 100, i -> Probes.http(peer.port()).spec());
      assertOnly(words, "http:" + FailureWord.HTTP_REDIRECT_LOOP.word());
      assertTrue(bytes.get() <= (1 << 20) + (256 << 10) * 5, () -> bytes + " bytes " + words);
      assertTrue(words.containsKey(BUDGET), words::toString);
    }
  }

  /** Each answer leads to one more long path. */
  private static void redirect(Peer.Talk talk, AtomicLong bytes) throws IOException {
    var in = talk.socket().getInputStream();
    var buffer = new byte[8_192];
    int answers = 0;
    for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
      bytes.addAndGet(read);
      if (read >= 2 && buffer[read - 2] == '\r' && buffer[read - 1] == '\n') {
        var path = "/" + answers++ + "x".repeat(3_900);
        talk.say("HTTP/1.1 302 Found\r\nLocation: " + path + "\r\nContent-Length: 0\r\n\r\n");
      }
    }
  }

  @Test
  void traceroute_paysForEachPacket_andGetsBackWhatItDidNotSend() {
    var once = PathProbe.TRACE_COST.datagrams();
    var budget = datagrams(once);
    var target = new Target(Scheme.HTTPS, Probes.HOST, 443, Optional.of(Probes.LOOPBACK), "/");
    var trace = Arms.traceroute(target).build();
    try (var prober = new Prober(Probes.config(), Probes.LOCAL, budget, Clock.systemUTC())) {
      assertEquals("ok", Probes.word(Probes.one(prober, trace, 4_000)));
      assertEquals(BUDGET, Probes.word(Probes.one(prober, trace, 4_000)));
      var rest =
          budget.take(Cost.datagrams(once / 2, 1), new InetSocketAddress(Probes.LOOPBACK, 0));
      assertEquals(Optional.empty(), rest);
    }
  }

  /** So many datagrams to an address and never more. */
  private static SendingBudget datagrams(int most) {
    var all = BudgetLimits.AMPLE;
    var address = all.address();
    return new SendingBudget(
        new BudgetLimits(
            all.port(),
            new Rates(address.connections(), new SendingBudget.Rate(1, most), address.bytes()),
            all.total(),
            all.heldAtAddress(),
            all.held(),
            all.ports(),
            all.addresses(),
            all.names()),
        () -> 0);
  }

  @Test
  void privilegedSourcePort_isRefused() throws Exception {
    try (var prober = Probes.standard(Peer.loopback(9));
        var peer = Peer.of(talk -> {})) {
      var target =
          new Target(Scheme.TLS, Probes.HOST, peer.port(), Optional.of(Probes.LOOPBACK), "/");
      var result = Probes.one(prober, Arms.samePort(target, 1023).build(), 1_000);
      assertEquals("not_run:refused_by_policy", Probes.word(result), result::toString);
    }
  }

  private static ProbeSpec resolved(String name) {
    return Probes.tls(443).host(name).resolved().spec(Step.DNS);
  }

  /** All of them at once, as fast as possible. */
  private static Map<String, Long> ask(Prober prober, int count, IntFunction<ProbeSpec> specs) {
    var running =
        IntStream.range(0, count)
            .mapToObj(specs)
            .map(spec -> prober.probe(spec, HelloRecipe.STANDARD, STEP))
            .toList();
    return running.stream()
        .flatMap(one -> one.orTimeout(30, TimeUnit.SECONDS).join().stream())
        .collect(
            Collectors.groupingBy(
                result -> Probes.isSpoilt(result) ? LATE : Probes.word(result),
                Collectors.counting()));
  }

  /** The number of trials that the budget permitted. */
  private static long run(Map<String, Long> words) {
    return words.values().stream().mapToLong(Long::longValue).sum()
        - words.getOrDefault(BUDGET, 0L);
  }

  private static void assertOnly(Map<String, Long> words, String expected) {
    assertTrue(Set.of(expected, BUDGET, LATE).containsAll(words.keySet()), words::toString);
  }
}
