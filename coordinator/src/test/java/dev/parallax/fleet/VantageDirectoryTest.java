package dev.parallax.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.VantageRecord;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The only place that joins the stored record of a vantage with its open link. */
final class VantageDirectoryTest {
  private static final Instant HEARD = Instant.parse("2031-05-01T12:34:56Z");

  private Desk desk;
  private final ConnectedAgents agents = new ConnectedAgents();
  private VantageDirectory fleet;

  @BeforeEach
  void open(@TempDir Path folder) {
    desk = new Desk(folder);
    fleet = new VantageDirectory(desk.store, agents, desk.conflicts);
    join("connected", false);
    join("offline", false);
    join("revoked", true);
    agents.connected(new VantageId("connected"), link("connected"));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private void join(String name, boolean revoked) {
    desk.store.saveVantage(
        new VantageRecord(
            new VantageId(name),
            Map.of("isp", "stored"),
            "first",
            desk.clock.instant(),
            desk.clock.instant().plus(Duration.ofDays(7)),
            Optional.empty(),
            revoked));
  }

  private static AgentLink link(String name) {
    var now =
        new Vantage(
            new VantageId(name), Map.of("isp", "live"), "1.2.3", Optional.empty(), Map.of());
    return (AgentLink)
        Proxy.newProxyInstance(
            AgentLink.class.getClassLoader(),
            new Class<?>[] {AgentLink.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "vantage" -> now;
                  case "lastHeard" -> HEARD;
                  case "draining" -> false;
                  case "spool" -> Optional.empty();
                  default -> throw new AssertionError(method);
                });
  }

  @Test
  void aConnectedVantageIsAsItsAgentDescribesIt() {
    var member = fleet.members().getFirst();
    assertEquals(VantageState.READY, member.state());
    assertEquals("live", member.now().labels().get("isp"));
    assertEquals(Optional.of(HEARD), member.lastHeard());
  }

  @Test
  void anOfflineVantageHasItsStoredLabels() {
    var member = fleet.members().get(1);
    assertEquals(VantageState.OFFLINE, member.state());
    assertEquals("stored", member.now().labels().get("isp"));
    assertEquals(Optional.empty(), member.lastHeard());
  }

  /** Operators list revoked vantages; a sweep never has them. */
  @Test
  void aRevokedVantageIsEnrolledAndNoMember() {
    assertEquals(List.of("connected", "offline", "revoked"), names(fleet.enrolled()));
    assertEquals(List.of("connected", "offline"), names(fleet.members()));
    assertEquals(
        List.of("connected", "offline"),
        fleet.vantages().stream().map(vantage -> vantage.id().name()).toList());
    assertEquals(
        Map.of(VantageState.READY, 1L, VantageState.OFFLINE, 1L, VantageState.REVOKED, 1L),
        fleet.counts());
  }

  private static List<String> names(List<VantageDirectory.DirectoryEntry> members) {
    return members.stream().map(member -> member.now().id().name()).toList();
  }
}
