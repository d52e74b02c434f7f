package dev.parallax.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.config.Act;
import dev.parallax.agent.config.AgentPropertiesTest;
import dev.parallax.agent.config.OwnerPolicy;
import dev.parallax.agent.config.PolicyFile;
import dev.parallax.agent.link.TestIdentities;
import dev.parallax.agent.policy.PortRange;
import dev.parallax.agent.state.StateFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
            "policy.conf", "127.0.0.0/8", "25 handshakes/s to one port", "pause", ":7443 alone")) {
      assertTrue(out.toString().contains(words), out::toString);
    }
  }

  @Test
  void fileIsReadBack_andCommentsEachSetting() {
    var policy =
        new OwnerPolicy(
            List.of("10.0.0.0/8"),
            List.of(new PortRange(443, 443), new PortRange(8_000, 8_099)),
            Set.of(Act.TTL_WALK, Act.CAPTURE));
    assertEquals(policy, PolicyFile.read(PolicyFile.write(policy)));
    assertEquals(OwnerPolicy.STANDARD, PolicyFile.read(""));
    assertEquals(OwnerPolicy.STANDARD, PolicyFile.read(PolicyFile.write(OwnerPolicy.STANDARD)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alow = 10.0.0.0/8 | expected allow, ports or opt-in = VALUE, got: alow = 10.0.0.0/8",
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
        Clock.systemUTC(),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }
}
