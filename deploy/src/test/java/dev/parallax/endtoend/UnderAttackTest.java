package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.attack.Attack;
import dev.parallax.attack.Evidence;
import dev.parallax.attack.Installation;
import dev.parallax.attack.agent.HostileCertificate;
import dev.parallax.attack.agent.HostileDurations;
import dev.parallax.attack.agent.OversizedTargetName;
import dev.parallax.attack.stranger.HalfRequests;
import dev.parallax.attack.stranger.HealthWatches;
import dev.parallax.attack.stranger.WrongBearers;
import dev.parallax.demo.peer.PeerLoop;
import dev.parallax.demo.peer.TlsOrigin;
import dev.parallax.stage.Authority;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few of the attacks of {@code deploy/attack} at once, and honest sweeps after them. */
final class UnderAttackTest {
  private static final String HOST = "good.example.test";
  private static final String BEARER = "a-login-token-long-enough";
  private static final Duration SPAN = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir Path folder;

  @Test
  void honestSweepsGoOn() throws Exception {
    var attacks =
        List.of(
            new HostileCertificate(),
            new OversizedTargetName(),
            new HostileDurations(),
            new HealthWatches(),
            new HalfRequests(),
            new WrongBearers());
    try (var loop = new PeerLoop()) {
      var authority = new Authority(Instant.now());
      var target = "https://" + HOST + ":" + origin(loop, authority).getPort() + "@127.200.9.2";
      var bundle = Files.writeString(folder.resolve("ca.pem"), authority.pem()).toString();
      try (var site = start(bundle)) {
        site.agent("a1", "--ca-bundle", bundle);
        var at = installation(site);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          var launched = launch(attacks, at, threads);
          awaitRogues(site);
          var mixed = report(site.parallax("sweep", target, "--deadline", "8s", "-o", "json"));
          launched.join();

          assertTrue(mixed.isPresent(), "the mixed sweep has a report");
          assertHealthy(site, target);
          assertHeld(attacks, at);
        }
      } finally {
        attacks.forEach(UnderAttackTest::close);
      }
    }
  }

  private Site start(String bundle) throws Exception {
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
        bundle);
  }

  private Installation installation(Site site) throws Exception {
    var line =
        site.coordinator()
            .err()
            .lines()
            .filter(it -> it.contains("pages on http"))
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

  private static CompletableFuture<Void> launch(
      List<? extends Attack> attacks, Installation at, ExecutorService threads) {
    return CompletableFuture.allOf(
        attacks.stream()
            .map(attack -> run(attack, at, threads))
            .toArray(CompletableFuture<?>[]::new));
  }

  /** Rogue agents are asked only once they are there. */
  private static void awaitRogues(Site site) {
    for (var name : List.of("certificate", "target-name", "durations")) {
      Await.until(
          name + ": " + site.coordinator().err(),
          () -> site.coordinator().err().contains("rogue-" + name + " connected"));
    }
  }

  private static CompletableFuture<String> run(
      Attack attack, Installation at, ExecutorService threads) {
    var done = new CompletableFuture<String>();
    threads.execute(
        () -> {
          try {
            attack.prepare(at);
            done.complete(attack.launch(at));
          } catch (Exception failed) {
            done.completeExceptionally(failed);
          }
        });
    return done;
  }

  private void assertHealthy(Site site, String target) throws Exception {
    var ended = site.parallax("sweep", target, "--from", "isp=a1", "-o", "json");
    var report = report(ended).orElseThrow(() -> new AssertionError(ended.toString()));
    assertEquals(1, report.path("coverage").path("answered").asInt(), ended::toString);
    assertFalse(report.path("deadlineHit").asBoolean(), ended::toString);
  }

  private static void assertHeld(List<? extends Attack> attacks, Installation at) throws Exception {
    var web = at.webPort();
    assertEquals(200, web.get("/ready", Optional.empty(), PATIENCE).status());
    var metrics = web.get("/metrics", Optional.of(BEARER), PATIENCE);
    assertEquals(200, metrics.status());
    var evidence = new Evidence(at, List.of(), List.of(), metrics.body());
    for (var attack : attacks) {
      var finding = attack.judge(evidence);
      assertTrue(finding.held(), () -> attack.name() + ": " + finding.effect());
    }
  }

  private static Optional<JsonNode> report(Program.Ended ended) throws Exception {
    return ended.out().isEmpty()
        ? Optional.empty()
        : Optional.of(new JsonMapper().readTree(ended.out()));
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

  private static void close(Attack attack) {
    try {
      attack.close();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }
}
