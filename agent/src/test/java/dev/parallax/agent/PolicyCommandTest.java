package dev.parallax.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.config.Act;
import dev.parallax.agent.config.AgentPropertiesTest;
import dev.parallax.agent.config.HandshakeRates;
import dev.parallax.agent.config.OwnerPolicy;
import dev.parallax.agent.config.PolicyFile;
import dev.parallax.agent.config.QuietHours;
import dev.parallax.agent.link.TestIdentities;
import dev.parallax.agent.policy.PortRange;
import dev.parallax.agent.state.StateFolder;
import dev.parallax.model.value.Sha256;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code policy.conf} of a joined agent is the source of its policy. */
final class PolicyCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path state = Path.of("");
  private Instant now = Instant.parse("2026-01-10T12:00:00Z");

  @BeforeEach
  void join() throws Exception {
    state = folder.resolve("state");
    try (var created = StateFolder.create(state)) {
      created.save(
          AgentPropertiesTest.FULL, TestIdentities.make(AgentPropertiesTest.FULL.vantage()));
    }
  }

  @Test
  void joinWritesTheFile_andTheFileAloneDecides() throws Exception {
    assertEquals(AgentPropertiesTest.FULL, StateFolder.peek(state));
    assertEquals(0, run("check", "127.0.0.7:443"), err::toString);
    assertEquals(0, run("check", "192.0.0.9:8080"), err::toString);
    Files.writeString(StateFolder.policyFile(state), "ports = 443, 8000-8099\n");
    assertEquals(6, run("check", "127.0.0.7:443"));
    assertTrue(out.toString().contains("127.0.0.7 port 443: refused: 127.0.0.7 is loopback"));
    assertEquals(6, run("check", "192.0.0.9:22"));
    assertTrue(out.toString().contains("port 22 is not among [443, 8000-8099]"), out::toString);
    assertEquals(0, run("check", "192.0.0.9:8080"));
    assertEquals(Set.of(), StateFolder.peek(state).optIn());
  }

  @Test
  void showPrintsFileRatesSwitchAndCoordinator() {
    assertEquals(0, run("show"), err::toString);
    for (var words :
        List.of(
            "policy.conf",
            "127.0.0.0/8",
            "25 handshakes/s to one port",
            "quiet hours             none",
            "pause",
            ":7443, CA sha256 " + StateFolder.authority(state) + ", alone")) {
      assertTrue(out.toString().contains(words), out::toString);
    }
  }

  @Test
  void quietHours_refuseEveryTarget_andAreNamed() throws Exception {
    Files.writeString(
        StateFolder.policyFile(state),
        "quiet-hours = 22:00-06:00 Europe/Berlin\nrates = port 2, total 4\n");
    now = Instant.parse("2026-01-10T22:30:00Z");
    assertEquals(6, run("check", "192.0.0.9:443"));
    assertEquals(0, run("show"), err::toString);
    for (var words :
        List.of(
            "every target now: refused: quiet-hours 22:00-06:00 Europe/Berlin of this host: local"
                + " time is 23:30",
            "192.0.0.9 port 443: permitted",
            "refused now: quiet-hours",
            "2 handshakes/s to one port, 50 to one address, 4 in total")) {
      assertTrue(out.toString().contains(words), () -> words + " in " + out);
    }
    now = Instant.parse("2026-01-10T05:00:00Z");
    assertEquals(0, run("check", "192.0.0.9:443"), out::toString);
  }

  @Test
  void offSwitchAndOtherCoordinator_refuseEveryTarget() throws Exception {
    Files.writeString(StateFolder.policyFile(state), "probing = off\n");
    assertEquals(6, run("check", "192.0.0.9:443"));
    Files.writeString(StateFolder.policyFile(state), "sweeps-from = " + "ab".repeat(32) + "\n");
    assertEquals(6, run("check", "192.0.0.9:443"));
    var authority = StateFolder.authority(state).toString();
    for (var words :
        List.of(
            "refused: probing is off on this host",
            "refused: sweeps-from of this host does not have the coordinator's CA " + authority)) {
      assertTrue(out.toString().contains(words), () -> words + " in " + out);
    }
    Files.writeString(StateFolder.policyFile(state), "sweeps-from = " + authority + "\n");
    assertEquals(0, run("check", "192.0.0.9:443"), out::toString);
  }

  @Test
  void fileIsReadBack_andCommentsEachSetting() {
    var policy =
        new OwnerPolicy(
            List.of("10.0.0.0/8"),
            List.of(new PortRange(443, 443), new PortRange(8_000, 8_099)),
            Set.of(Act.TTL_WALK, Act.CAPTURE),
            new OwnerPolicy.Times(
                false,
                List.of(
                    new QuietHours(
                        LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneId.of("Asia/Tokyo")),
                    new QuietHours(LocalTime.of(12, 30), LocalTime.of(13, 0), ZoneOffset.UTC)),
                Set.of(Sha256.of(new byte[] {1}))),
            new HandshakeRates(1, 2, 3));
    assertEquals(policy, PolicyFile.read(PolicyFile.write(policy)));
    assertEquals(OwnerPolicy.STANDARD, PolicyFile.read(""));
    assertEquals(OwnerPolicy.STANDARD, PolicyFile.read(PolicyFile.write(OwnerPolicy.STANDARD)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alow = 10.0.0.0/8 | probing, sweeps-from, got: alow = 10.0.0.0/8",
        "rates = port 99 | the rate of port is 1 to 25 handshakes a second, got: 99",
        "rates = total 0 | the rate of total is 1 to 100 handshakes a second, got: 0",
        "rates = port 1, port 2 | each at most once, got: port 2",
        "quiet-hours = 22:00-06:00 | such as 22:00-06:00 Europe/Berlin, got: 22:00-06:00",
        "quiet-hours = 22:00-25:00 UTC | Europe/Berlin, got: 22:00-25:00 UTC",
        "quiet-hours = 22:00-06:00 Mars/X | Europe/Berlin, got: 22:00-06:00 Mars/X",
        "quiet-hours = 22:00-22:00 UTC | (probing = off stops all probes), got: 22:00",
        "probing = maybe | probing is on or off, got: maybe",
        "sweeps-from = ab | the SHA-256 of a CA certificate, 64 of 0-9 a-f, got: ab",
        "allow = ten | a range is ADDRESS/PREFIX such as 10.0.0.0/8, got: ten (no address)",
        "ports = https | ports are PORT or FIRST-LAST, got: https",
        "ports = 0 | ports are FIRST-LAST within 1-65535, got: 0-0",
        "opt-in = moon | got: moon"
      })
  void malformedLine_isRefusedByName_andTheAgentDoesNotStart(String line, String message)
      throws Exception {
    Files.writeString(StateFolder.policyFile(state), line + "\n");
    var refusal = assertThrows(RuntimeException.class, () -> StateFolder.peek(state)).getMessage();
    assertTrue(String.valueOf(refusal).endsWith(message), refusal);
    assertTrue(String.valueOf(refusal).contains("policy.conf: "), refusal);
  }

  private int run(String... arguments) {
    var all = new ArrayList<>(List.of("policy"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--state", state.toString()));
    return AgentMain.run(
        all.toArray(String[]::new),
        Map.of(),
        Clock.fixed(now, ZoneOffset.UTC),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }
}
