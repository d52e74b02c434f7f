package dev.parallax.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.Assignment;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.Desk;
import dev.parallax.fleet.enrolment.IdentityConflicts;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.postgres.PostgresServer;
import dev.parallax.store.postgres.PostgresStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two coordinators on one PostgreSQL; skipped where no server is installed. */
@Timeout(60)
@ResourceLock(PostgresServer.LOCK)
final class SecondProcessesTest {
  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();
  private static final VantageId VANTAGE = new VantageId("eu-a-1");

  @TempDir Path folder;
  private Site first;
  private Site second;

  @BeforeEach
  void start() {
    var address = SERVER.emptySchema();
    first = new Site(PostgresStore.join(address, SERVER.environment()), folder.resolve("first"));
    second = new Site(PostgresStore.join(address, SERVER.environment()), folder.resolve("second"));
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void secondProcessAtAnotherCoordinator_isEnded_andBothRecordTheConflict() {
    var owner = first.connect("aa", true);
    var copy = second.connect("bb", true);
    publishInTurn();
    assertEquals(List.of(), owner.cuts);
    assertEquals(List.of(AgentLink.Cut.SECOND_PROCESS), copy.cuts);
    assertEquals(1, first.conflicts());
    assertEquals(1, second.conflicts());
    assertEquals(List.of(VANTAGE), vantagesOf(second), "the first process has the vantage");
  }

  @Test
  void processThatMoves_isNoConflict() {
    var former = first.connect("aa", true);
    second.connect("aa", true);
    publishInTurn();
    first.agents.disconnected(VANTAGE, former);
    publishInTurn();
    assertEquals(0, first.conflicts() + second.conflicts());
    assertEquals(List.of(VANTAGE), vantagesOf(first));
  }

  @Test
  void processThatStartsAgain_whileItsFormerStreamIsHalfOpen_isNoConflict() {
    first.connect("aa", false);
    var again = second.connect("bb", true);
    publishInTurn();
    assertEquals(0, first.conflicts() + second.conflicts());
    assertEquals(List.of(), again.cuts);
    assertEquals(List.of(VANTAGE), vantagesOf(first));
  }

  @Test
  void agentWithoutAnInstance_isNoConflict() {
    first.connect("", true);
    second.connect("bb", true);
    publishInTurn();
    assertEquals(0, first.conflicts() + second.conflicts());
  }

  private void publishInTurn() {
    for (int pass = 0; pass < 4; pass++) {
      first.publisher.publish();
      second.publisher.publish();
    }
  }

  /** The agents that a coordinator reaches through the other one. */
  private static List<VantageId> vantagesOf(Site reader) {
    return reader.store.relays().elsewhere().stream().map(one -> one.vantage().id()).toList();
  }

  /** What a coordinator has for this. */
  private static final class Site implements AutoCloseable {
    private final PostgresStore store;
    private final Desk desk;
    private final ConnectedAgents agents = new ConnectedAgents();
    private final LinkPublisher publisher;

    Site(PostgresStore store, Path folder) {
      this.store = store;
      this.desk = new Desk(folder);
      this.publisher =
          new LinkPublisher(agents, store.relays(), new SecondProcesses(desk.conflicts));
    }

    Stream connect(String instance, boolean answers) {
      var stream = new Stream(agents, instance, answers);
      agents.connected(VANTAGE, stream);
      return stream;
    }

    long conflicts() {
      return desk.conflicts.of(VANTAGE).values().stream()
          .mapToLong(IdentityConflicts.Count::times)
          .sum();
    }

    @Override
    public void close() {
      store.close();
      desk.close();
    }
  }

  /** An open stream of a process that answers at once, or does not. */
  private static final class Stream implements AgentLink {
    private final ConnectedAgents agents;
    private final String instance;
    private final boolean answers;
    private final List<Cut> cuts = new ArrayList<>();

    Stream(ConnectedAgents agents, String instance, boolean answers) {
      this.agents = agents;
      this.instance = instance;
      this.answers = answers;
    }

    @Override
    public Vantage vantage() {
      return new Vantage(VANTAGE, Map.of(), "0.1.0", Optional.empty(), Map.of());
    }

    @Override
    public String instance() {
      return instance;
    }

    @Override
    public CompletableFuture<Boolean> challenge() {
      return CompletableFuture.completedFuture(answers);
    }

    @Override
    public void cut(Cut reason) {
      cuts.add(reason);
      agents.disconnected(VANTAGE, this);
    }

    @Override
    public boolean draining() {
      return false;
    }

    @Override
    public Instant lastHeard() {
      return Instant.EPOCH;
    }

    @Override
    public void assign(Assignment assignment) {}

    @Override
    public void cancel(SweepId sweep) {}

    @Override
    public void collectSightings(SweepId sweep, int round, Set<String> clientRandoms) {}

    @Override
    public void drain() {}

    @Override
    public void heartbeat() {}
  }
}
