package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.Installation;
import dev.parallax.attack.agent.HostileCertificate;
import dev.parallax.attack.agent.HostileDurations;
import dev.parallax.attack.agent.ObservationsBeforeHello;
import dev.parallax.attack.agent.OversizedTargetName;
import dev.parallax.attack.stranger.HalfRequests;
import dev.parallax.attack.stranger.HealthWatches;
import dev.parallax.attack.stranger.RapidReset;
import dev.parallax.peer.PeerLoop;
import dev.parallax.peer.TlsOrigin;
import dev.parallax.stage.Authority;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several attacks of {@code deploy/attack} at once, together with honest sweeps. */
@Timeout(120)
final class UnderAttackTest {
  private static final String HOST = "good.example.test";
  private static final String BEARER = "a-login-token-long-enough";
  private static final Duration SPAN = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir Path folder;

  private final List<Attack> attacks =
      List.of(
          new HostileCertificate(),
          new OversizedTargetName(),
          new HostileDurations(),
          new ObservationsBeforeHello(),
          new HealthWatches(),
          new RapidReset(),
          new HalfRequests());

  @AfterEach
  void close() throws Exception {
    for (var attack : attacks) {
      attack.close();
    }
  }

  @Test
  void honestSweepsComplete_andReadyStaysTrue() throws Exception {
    try (var loop = new PeerLoop()) {
      var authority = new Authority(Instant.now());
      var target = "https://" + HOST + ":" + origin(loop, authority).getPort() + "@127.200.9.2";
      var bundle = Files.writeString(folder.resolve("ca.pem"), authority.pem()).toString();
      try (var site = start(bundle, target);
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        site.agent("a1", "--ca-bundle", bundle);
        var at = installation(site);
        all(attack -> attack.prepare(at), threads).join();
        var launched = all(attack -> attack.launch(at), threads);
        var ready = CompletableFuture.supplyAsync(() -> readiness(at, launched), threads);
        var mixed =
            CompletableFuture.supplyAsync(
                () -> site.here("sweep", target, "--from", "all", "--deadline", "5s", "-o", "json"),
                threads);
        assertHonestSweep(site, target);
        assertHonestSweep(site, target);
        launched.join();

        assertFalse(mixed.join().out().isEmpty(), () -> "no report: " + mixed.join());
        assertEquals(Set.of(200), ready.join(), "/ready");
        assertHeld(at);
      }
    }
  }

  private Site start(String bundle, String reference) throws Exception {
    var token =
        Files.createFile(
            folder.resolve("login"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(token, BEARER);
    return Site.start(
        folder,
        "--http",
        "127.0.0.1:0",
        "--http-token-file",
        token.toString(),
        "--ca-bundle",
        bundle,
        "--reference",
        reference);
  }

  private Installation installation(Site site) throws Exception {
    var line =
        site.coordinator()
            .err()
            .lines()
            .filter(printed -> printed.contains("pages on http"))
            .findFirst()
            .orElseThrow();
    var page = URI.create(line.substring(line.indexOf("http")).strip());
    return new Installation(
        site.address(),
        new InetSocketAddress(page.getHost(), page.getPort()),
        BEARER,
        Files.readString(site.token("--uses", "9")).strip(),
        folder.resolve("a1"),
        folder,
        SPAN);
  }

  private interface Act {
    void on(Attack attack) throws Exception;
  }

  private CompletableFuture<Void> all(Act act, ExecutorService threads) {
    return CompletableFuture.allOf(
        attacks.stream()
            .map(attack -> CompletableFuture.runAsync(() -> run(act, attack), threads))
            .toArray(CompletableFuture<?>[]::new));
  }

  private static void run(Act act, Attack attack) {
    try {
      act.on(attack);
    } catch (Exception failed) {
      throw new IllegalStateException(attack.name(), failed);
    }
  }

  /** The status of each answer of {@code /ready} until the attacks are over. */
  private static Set<Integer> readiness(Installation at, CompletableFuture<Void> attacks) {
    var statuses = new TreeSet<Integer>();
    while (!attacks.isDone()) {
      try {
        statuses.add(at.webPort().get("/ready", Optional.empty(), PATIENCE).status());
      } catch (IOException late) {
        statuses.add(0);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    return statuses;
  }

  private static void assertHonestSweep(Site site, String target) throws Exception {
    var ended = site.here("sweep", target, "--from", "isp=a1", "-o", "json");
    assertFalse(ended.out().isEmpty(), ended::toString);
    var report = new JsonMapper().readTree(ended.out());
    assertEquals(1, report.path("coverage").path("answered").asInt(), ended::toString);
    assertFalse(report.path("deadlineHit").asBoolean(), ended::toString);
    var results = report.path("targets").path(0).path("results");
    assertTrue(results.size() >= 3, ended::toString);
    assertTrue(
        results.valueStream().allMatch(result -> result.path("status").asText().equals("ok")),
        ended::toString);
  }

  private void assertHeld(Installation at) throws Exception {
    var metrics = at.webPort().get("/metrics", Optional.of(BEARER), PATIENCE);
    assertEquals(200, metrics.status());
    var evidence = new AttackRecord(at, List.of(), List.of(), metrics.body());
    for (var attack : attacks) {
      var finding = attack.judge(evidence);
      assertTrue(finding.held(), () -> attack.name() + ": " + finding.effect());
    }
  }

  private static InetSocketAddress origin(PeerLoop loop, Authority authority) throws Exception {
    var hour = Duration.ofHours(1);
    var identity = authority.issue(HOST, Instant.now().minus(hour), Instant.now().plus(hour));
    return TlsOrigin.start(
        loop,
        new InetSocketAddress("127.200.9.2", 0),
        identity,
        Map.of(HOST, identity),
        Clock.systemUTC());
  }
}
