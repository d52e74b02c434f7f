package dev.parallax.sweep;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.Assignment;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.health.Vitals;
import dev.parallax.model.exchange.HeaderField;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.plan.TargetLine;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.request.CredentialStore;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.sweep.request.VantageSelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of targets with credentials. */
@Timeout(60)
final class CredentialedSweepTest {
  private static final String SECRET = "s3cret-t0ken-of-the-shop";
  private static final OriginCredentials SHOP =
      new OriginCredentials(
          "https://shop.example:443", new HeaderField(OriginCredentials.FIELD, "Bearer " + SECRET));

  @TempDir Path folder;
  private final ConnectedAgents agents = new ConnectedAgents();
  private final Follower follower = new Follower();
  private final Queue<Assignment> assigned = new ConcurrentLinkedQueue<>();
  private final CredentialStore credentials =
      name -> name.equals("shop") ? Optional.of(SHOP) : Optional.empty();
  private Store store;
  private Sweeps sweeps;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
    sweeps =
        new Sweeps(
            new SweepEnvironment(
                store,
                agents,
                () -> List.of(SampleSweep.vantage("a")),
                new SweepSettings(List.of(), List.of(), Optional.empty(), List.of(), credentials),
                host -> new CompletableFuture<>(),
                List.of(),
                InstantSource.fixed(SampleSweep.NOON),
                new Random(7),
                new Vitals()));
    agents.connected(
        new VantageId("a"),
        new FakeAgent(
            "a",
            sweeps.intake(),
            (agent, assignment) -> {
              assigned.add(assignment);
              agent.runAll(assignment);
            }));
  }

  @AfterEach
  void close() {
    sweeps.close();
    store.close();
  }

  @Test
  void agentsReceiveThem_andNothingStoresThem() throws Exception {
    sweeps.start(request("https://shop.example credentials=shop"), follower);
    var sweep = follower.sweep();

    assertFalse(assigned.isEmpty());
    for (var assignment : assigned) {
      assertEquals(Map.of("shop", SHOP), assignment.credentials());
      assertFalse(new String(assignment.plan().toArray(), ISO_8859_1).contains(SECRET));
      assertFalse(assignment.toString().contains(SECRET));
    }
    assertFalse(sweep.toString().contains(SECRET));
    assertTrue(stored().contains("credentials=shop"));
    assertFalse(stored().contains(SECRET));
  }

  @Test
  void unknownName_andAnotherOrigin_areRefusedBeforeTheSweep() {
    assertEquals(
        "expected credentials of the coordinator's serve --credentials FILE, got: typo",
        refusal("https://shop.example credentials=typo"));
    assertEquals(
        "the credentials shop are for https://shop.example:443, got the target"
            + " https://evil.example",
        refusal("https://evil.example credentials=shop"));
    assertEquals(
        "the credentials shop are for https://shop.example:443, got the target"
            + " https://shop.example:8443",
        refusal("https://shop.example:8443 credentials=shop"));
    assertTrue(assigned.isEmpty());
  }

  private String refusal(String line) {
    var request = request(line);
    assertThrows(IllegalArgumentException.class, () -> sweeps.preview(request));
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> sweeps.start(request, new Follower()))
            .getMessage());
  }

  /** The bytes of all files of the store. */
  private String stored() throws Exception {
    var all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        all.append(Files.readString(file, ISO_8859_1));
      }
    }
    return all.toString();
  }

  private static SweepRequest request(String text) {
    var line = TargetLine.parse(text);
    return new SweepRequest(
            List.of(line.target()),
            VantageSelector.parse("a"),
            List.of(),
            2,
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Set.of())
        .exchanging(List.of(line));
  }
}
