package dev.parallax.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.parallax.v1.Arm;
import dev.parallax.v1.Certificate;
import dev.parallax.v1.GetSweepRequest;
import dev.parallax.v1.Observation;
import dev.parallax.v1.Ok;
import dev.parallax.v1.Refusal;
import dev.parallax.v1.RevokeVantageRequest;
import dev.parallax.v1.StartSweepRequest;
import dev.parallax.v1.Sweep;
import dev.parallax.v1.SweepEvent;
import dev.parallax.v1.TlsStep;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent with a valid certificate that sends arbitrary messages, over mutual TLS, together with
 * an honest agent whose sweep must complete. The coordinator is ready all the time.
 */
@Timeout(120)
final class RogueAgentTest {
  private static final com.google.protobuf.Duration MILLENNIUM =
      com.google.protobuf.Duration.newBuilder().setSeconds(31_557_600_000L).build();

  @TempDir Path folder;
  private final AtomicBoolean watching = new AtomicBoolean(true);
  private final CompletableFuture<String> notReady = new CompletableFuture<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private Stage stage;
  private Thread watcher;

  @BeforeEach
  void start() throws Exception {
    stage = Stage.withPages(folder);
    stage.planAgent("honest", PlanAgent::runAll).greet(Map.of());
    watcher = Thread.startVirtualThread(this::watchReadiness);
  }

  @AfterEach
  void stop() throws Exception {
    watching.set(false);
    watcher.join();
    stage.close();
    client.close();
    assertEquals("always ready", notReady.getNow("always ready"));
  }

  @Test
  void floodOf130Megabytes_costsAnotherVantageNothing() throws Exception {
    var rogue = stage.planAgent("rogue", (agent, assignment) -> {}).greet(Map.of());
    var flood =
        CompletableFuture.runAsync(
            () -> {
              for (int message = 0; message < 34; message++) {
                rogue.say(large("s" + message, 3_900_000));
              }
              for (int message = 0; message < 40; message++) {
                rogue.say(large("s" + message, 900_000));
              }
            });
    assertHonestSweepCompletes();
    flood.get(60, TimeUnit.SECONDS);
    awaitAnswers(rogue, Refusal.REFUSAL_TOO_LARGE, 34);
    awaitAnswers(rogue, Refusal.REFUSAL_NOT_ASKED, 40);
    assertHonestSweepCompletes();
  }

  @Test
  void thousandsOfUnplannedTrials_areNotInTheSweep() throws Exception {
    var rogue =
        stage
            .planAgent(
                "rogue",
                (agent, assignment) -> {
                  var first = agent.trials(assignment).getFirst();
                  for (int trial = 6; trial < 4_603; trial++) {
                    var more = first.clone();
                    more.getKeyBuilder().setTrial(trial);
                    agent.say(more);
                  }
                  agent.runAll(assignment);
                })
            .greet(Map.of());
    var sweep = sweep("all");

    assertEquals(
        planned(rogue),
        sweep.getTargets(0).getObservationsList().stream()
            .filter(seen -> seen.getKey().getVantage().equals("rogue"))
            .count());
    awaitAnswers(rogue, Refusal.REFUSAL_NOT_ASKED, 4_597);
    assertEquals(0, sweep.getCoverage().getPartialCount());
  }

  @Test
  void observationBeforeHello_endsTheStream() throws Exception {
    var rogue = stage.planAgent("rogue", (agent, assignment) -> {});
    rogue.say(large("s1", 1_000));

    assertEquals(Status.Code.INVALID_ARGUMENT, rogue.end().getCode());
    assertHonestSweepCompletes();
  }

  @Test
  void hostileDurations_areRefused_andEveryPageGoesOn() throws Exception {
    var rogue =
        stage
            .planAgent(
                "rogue",
                (agent, assignment) -> {
                  for (var seen : agent.trials(assignment)) {
                    seen.getTcpBuilder().setTook(MILLENNIUM);
                    agent.say(seen);
                  }
                  agent.finish(assignment);
                })
            .greet(Map.of());
    var sweep = sweep("all");

    assertEquals(1, sweep.getCoverage().getAnswered());
    awaitAnswers(rogue, Refusal.REFUSAL_MALFORMED, planned(rogue));
    for (var path : new String[] {"", ".html", ".json"}) {
      assertEquals(200, get("/sweeps/" + sweep.getId() + path).statusCode(), path);
    }
    assertEquals(200, get("/").statusCode());
    var metrics = get("/metrics");
    assertEquals(200, metrics.statusCode());
    assertTrue(metrics.body().contains("probe_success"), metrics.body());
  }

  @Test
  void observationsAfterTheEnd_leaveTheSweepAsItWas() throws Exception {
    var rogue = stage.planAgent("rogue", PlanAgent::runAll).greet(Map.of());
    var sweep = sweep("all");
    var assignment = rogue.assigned.get(10, TimeUnit.SECONDS);
    for (var seen : rogue.trials(assignment)) {
      var elsewhere = ByteString.copyFrom(new byte[] {(byte) 192, 0, 2, 9});
      seen.getKeyBuilder().setAddress(elsewhere);
      rogue.say(seen);
    }
    awaitAnswers(rogue, Refusal.REFUSAL_LATE, planned(rogue));

    var stored =
        stage.operator().getSweep(GetSweepRequest.newBuilder().setSweepId(sweep.getId()).build());
    assertEquals(sweep, stored.getSweep());
  }

  @Test
  void factsOfMegabytes_areNotInTheSweep() throws Exception {
    var facts = new HashMap<String, String>();
    for (int number = 0; number < 1_900; number++) {
      facts.put("fact_" + number, "x".repeat(2_000));
    }
    stage.planAgent("rogue", PlanAgent::runAll).greet(facts);
    var sweep = sweep("all");

    assertEquals(2, sweep.getVantagesCount());
    var size = sweep.getVantagesList().stream().mapToInt(v -> v.getSerializedSize()).sum();
    assertTrue(size < 50_000, () -> "vantages of " + size + " bytes");
  }

  @Test
  void certificateNestedAThousandDeep_delaysNoObservation() throws Exception {
    var rogue =
        stage
            .planAgent(
                "rogue",
                (agent, assignment) -> {
                  for (var seen : agent.trials(assignment)) {
                    agent.say(seen.setTls(tls(nested())));
                  }
                  agent.finish(assignment);
                })
            .greet(Map.of());
    var sweep = sweep("all");

    assertEquals(2, sweep.getCoverage().getAnswered());
    awaitAnswers(rogue, Refusal.REFUSAL_UNSPECIFIED, planned(rogue));
    assertHonestSweepCompletes();
  }

  @Test
  void targetNameOfSixKilobytes_isRefused() throws Exception {
    var rogue = stage.planAgent("rogue", (agent, assignment) -> {}).greet(Map.of());
    var seen = large("s1", 1_000);
    seen.getKeyBuilder().setTarget("https://" + "\u00fc".repeat(2_400));
    rogue.say(seen);
    awaitAnswers(rogue, Refusal.REFUSAL_NOT_ASKED, 1);
    var longer = large("s1", 1_000);
    longer.getKeyBuilder().setTarget("https://" + "x".repeat(6_000));
    rogue.say(longer);

    assertEquals(Status.Code.INVALID_ARGUMENT, rogue.end().getCode());
    assertHonestSweepCompletes();
  }

  @Test
  void revocation_cutsAStreamThatNeverSaidHello() throws Exception {
    var silent = stage.planAgent("silent", (agent, assignment) -> {});
    assertHonestSweepCompletes();
    stage.operator().revokeVantage(RevokeVantageRequest.newBuilder().setName("silent").build());

    assertEquals(Status.Code.PERMISSION_DENIED, silent.end().getCode());
  }

  private void assertHonestSweepCompletes() {
    var sweep = sweep("honest");
    assertEquals(1, sweep.getCoverage().getAnswered());
    assertEquals(0, sweep.getCoverage().getPartialCount());
  }

  private Sweep sweep(String from) {
    awaitGreetings();
    var events =
        stage
            .operator()
            .withDeadlineAfter(60, TimeUnit.SECONDS)
            .startSweep(
                StartSweepRequest.newBuilder()
                    .addTargets("https://shop.test")
                    .setFrom(from)
                    .setRounds(1)
                    .setDeadline(Wire.toProto(Duration.ofSeconds(20)))
                    .build());
    Sweep last = Sweep.getDefaultInstance();
    while (events.hasNext()) {
      SweepEvent event = events.next();
      if (event.hasFinished()) {
        last = event.getFinished().getSweep();
      }
    }
    return last;
  }

  private static int planned(PlanAgent agent) {
    return agent.trials(agent.assigned.join()).size();
  }

  /** A sweep asks the vantages whose greeting the coordinator has read. */
  private void awaitGreetings() {
    var patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (stage.awaitsGreeting()) {
      assertTrue(System.nanoTime() < patience, "a vantage is not greeted after 10 s");
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void awaitAnswers(PlanAgent agent, Refusal answer, int count) {
    var patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (agent.answers.getOrDefault(answer, 0) < count) {
      assertTrue(System.nanoTime() < patience, () -> "answers: " + agent.answers);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static Observation.Builder large(String sweep, int size) {
    var seen =
        Observation.newBuilder()
            .setPlanHash("ab")
            .setOk(Ok.getDefaultInstance())
            .setTls(tls(new byte[size - 500]));
    seen.getKeyBuilder()
        .setSweepId(sweep)
        .setRound(1)
        .setTarget("https://shop.test")
        .setVantage("rogue")
        .setArm(Arm.ARM_BASE)
        .setTrial(1);
    return seen;
  }

  private static TlsStep.Builder tls(byte[] certificate) {
    var epoch = Timestamp.getDefaultInstance();
    return TlsStep.newBuilder()
        .setTook(Wire.toProto(Duration.ZERO))
        .setSinceLastSend(Wire.toProto(Duration.ZERO))
        .addChain(
            Certificate.newBuilder()
                .setNotBefore(epoch)
                .setNotAfter(epoch)
                .setDer(ByteString.copyFrom(certificate)));
  }

  /** A sequence in a sequence, 8,000 deep, 33 KB. */
  private static byte[] nested() {
    var der = new byte[0];
    for (int depth = 0; depth < 8_000; depth++) {
      int length = der.length;
      var outer = new byte[length + 4];
      outer[0] = 0x30;
      outer[1] = (byte) 0x82;
      outer[2] = (byte) (length >> 8);
      outer[3] = (byte) length;
      System.arraycopy(der, 0, outer, 4, length);
      der = outer;
    }
    return Arrays.copyOf(der, der.length);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(stage.page(path)).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void watchReadiness() {
    while (watching.get()) {
      try {
        var answer = get("/ready");
        if (answer.statusCode() != 200) {
          notReady.complete(answer.body());
        }
        LockSupport.parkNanos(20_000_000);
      } catch (Exception closing) {
        return;
      }
    }
  }
}
