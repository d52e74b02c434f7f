package dev.parallax.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.command.CommandContext;
import dev.parallax.agent.command.question.OwnerTerminal;
import dev.parallax.agent.config.Act;
import dev.parallax.agent.link.TestAuthority;
import dev.parallax.agent.link.TestCoordinator;
import dev.parallax.agent.state.StateFolder;
import dev.parallax.keys.Pem;
import dev.parallax.model.vantage.JoinToken;
import dev.parallax.model.verdict.ExitCode;
import io.grpc.Status;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class AgentMainTest {
  private static final String SECRET = "secret-secret-secret";

  @TempDir private Path folder;
  private TestAuthority authority;
  private TestCoordinator coordinator;
  private Path token;
  private StringWriter out;
  private StringWriter err;

  @BeforeEach
  void start() throws Exception {
    authority = TestAuthority.make("coordinator");
    coordinator = new TestCoordinator(authority, authority.serverTls());
    token = folder.resolve("token");
    Files.writeString(token, new JoinToken(authority.hash(), "abcd1234", SECRET).text() + "\n");
    out = new StringWriter();
    err = new StringWriter();
  }

  @AfterEach
  void stop() throws Exception {
    coordinator.close();
  }

  @Test
  void joinsAndSaysWithWhom() throws Exception {
    assertEquals(0, join("--allow", "127.0.0.0/8", "--label", "isp=a"), err::toString);
    var said = out.toString();
    assertTrue(said.contains("joined                  eu-a-1 at " + coordinator.address()), said);
    assertTrue(said.contains("CA sha256 " + authority.hash()), said);
    assertTrue(said.contains("label region            bound"), said);
    assertTrue(said.contains("127.0.0.0/8"), said);
    assertTrue(said.contains("kernel "), said);
    assertFalse(said.contains(SECRET), said);
    assertEquals(List.of("127.0.0.0/8"), StateFolder.peek(state()).allow());
    assertEquals("bound", StateFolder.peek(state()).labels().get("region"));
  }

  @Test
  void takesTheTokenFromTheEnvironment() throws Exception {
    var variables = Map.of("PARALLAX_TOKEN", Files.readString(token));
    assertEquals(0, run(variables, arguments()), err::toString);
  }

  @Test
  void aPersonAtATerminalIsAskedUnlessAnOptInIsGiven() {
    assertEquals(0, joinAt("y\nn\n\n"), err::toString);
    assertEquals(Set.of(Act.TTL_WALK), StateFolder.peek(state()).optIn());
  }

  @Test
  void withAnOptInNothingIsAsked() {
    assertEquals(0, joinAt("y\ny\ny\n", "--opt-in", "none"), err::toString);
    assertEquals(Set.of(), StateFolder.peek(state()).optIn());
  }

  @Test
  void noneStandsAlone() {
    assertEquals(2, join("--opt-in", "none", "--opt-in", "ttl_walk"));
    assertStart("--opt-in: an opt-in is one of ");
  }

  private int joinAt(String typed, String... more) {
    var words = new ArrayList<>(arguments());
    words.addAll(List.of("--token-file", token.toString()));
    words.addAll(List.of(more));
    var terminal = new OwnerTerminal(new StringReader(typed), new StringWriter());
    var context =
        new CommandContext(
            new PrintWriter(out), Map.of(), Clock.systemUTC(), Optional.of(terminal));
    return AgentMain.run(words.toArray(String[]::new), context, new PrintWriter(err));
  }

  @Test
  void joiningTwiceIsAMisuse() {
    assertEquals(0, join());
    assertEquals(2, join());
    assertLine("state folder " + state() + " has joined already; give --state another folder");
    assertEquals(1, coordinator.enrolments.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bind|host.example|--bind: ",
        "--bind|192.0.2.1|--bind: an address of this host is expected, got: 192.0.2.1",
        "--allow|10.0.0.1/8|--allow: a range is ADDRESS/PREFIX such as 10.0.0.0/8, got: 10.0.0.1/8",
        "--allow|10.0.0.0/33|--allow: ",
        "--resolver|192.0.2.1|--resolver: an address is HOST:PORT or [IPV6]:PORT, got: 192.0.2.1",
        "--resolver|192.0.2.1:0|--resolver: a port is 1 to 65535, got: 0",
        "--resolver|dns.example:53|--resolver: ",
        "--ca-bundle|/absent.pem|--ca-bundle: CA bundle /absent.pem does not exist",
        "--ca-bundle|/dev/null|--ca-bundle: CA bundle /dev/null holds no certificate",
        "--opt-in|moon|--opt-in: an opt-in is one of real_sni_at_neutral, ttl_walk,"
            + " responder, control_sni, private_body, capture, big_answer, tcp_send, or none alone,"
            + " got: moon",
        "--responder|0|--responder: a responder is PORT, ADDRESS:PORT or [V6]:PORT, got: 0",
        "--responder|a.example:1|"
            + "--responder: a responder is PORT, ADDRESS:PORT or [V6]:PORT, got: a.example:1",
        "--label|isp|--label: a label is KEY=VALUE, got: isp",
        "--token-file|/absent|--token-file: cannot be read: /absent does not exist",
        "--token-file|/dev/null|--token-file: a join token looks like",
        "--colour|red|Unknown option",
      })
  void malformedInputIsNamedBeforeAnyoneIsTalkedTo(String option, String value, String line) {
    assertEquals(2, join(option, value));
    assertStart(line);
    assertTrue(coordinator.enrolments.isEmpty());
    assertFalse(Files.exists(state()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:x", ":1"})
  void malformedCoordinatorsAreNamed(String address) {
    var arguments = new ArrayList<>(arguments());
    arguments.set(1, address);
    assertEquals(2, run(Map.of(), arguments));
    assertStart("coordinator: ");
    assertTrue(err.toString().contains("got: "), err.toString());
  }

  @Test
  void aMalformedNameIsNamed() {
    var arguments = new ArrayList<>(arguments());
    arguments.set(arguments.indexOf("eu-a-1"), "eu a");
    assertEquals(2, run(Map.of(), arguments));
    assertStart("--name: a vantage name is ");
  }

  @Test
  void aMissingTokenIsNamed() {
    assertEquals(2, run(Map.of(), arguments()));
    assertLine("no join token: give --token-file FILE or set PARALLAX_TOKEN");
  }

  @Test
  void aForgedTokenIsNotRepeated() {
    assertEquals(2, run(Map.of("PARALLAX_TOKEN", "plx1.x." + SECRET), arguments()));
    assertStart("PARALLAX_TOKEN: a join token looks like plx1.<authority>.<id>.<secret>");
    assertFalse(err.toString().contains(SECRET), err.toString());
  }

  @Test
  void aClosedPortIsUnreachable() throws Exception {
    coordinator.close();
    assertEquals(ExitCode.UNREACHABLE.code(), join());
    assertStart("cannot reach the coordinator at " + coordinator.address() + ": ");
    assertFalse(Files.exists(state().resolve("agent.properties")));
  }

  @Test
  void anotherCoordinatorIsRefused() throws Exception {
    var elsewhere = TestAuthority.make("elsewhere");
    Files.writeString(token, new JoinToken(elsewhere.hash(), "abcd1234", SECRET).text());
    assertEquals(ExitCode.UNREACHABLE.code(), join());
    assertLine(
        "the coordinator at "
            + coordinator.address()
            + " is not the one this token is for: CA sha256 "
            + authority.hash()
            + ", expected "
            + elsewhere.hash());
  }

  @Test
  void aRefusalOfTheCoordinatorIsSaid() {
    coordinator.refuse(Status.ALREADY_EXISTS.withDescription("vantage eu-a-1 exists"));
    assertEquals(ExitCode.UNREACHABLE.code(), join());
    assertLine("the coordinator at " + coordinator.address() + " refused: vantage eu-a-1 exists");
  }

  @Test
  void runWithoutJoinIsAMisuse() {
    assertEquals(2, run(Map.of(), List.of("run", "--state", state().toString())));
    assertLine("state folder " + state() + " has not joined; run parallax-agent join first");
  }

  @Test
  void twoRunsOnOneFolderAreRefused() {
    assertEquals(0, join());
    try (var held = StateFolder.open(state())) {
      assertEquals(2, run(Map.of(), List.of("run", "--state", held.toString())));
    }
    assertLine("state folder " + state() + " is in use by another agent");
  }

  @Test
  void runNamesAConfiguredCaBundleThatIsGone() throws Exception {
    var bundle = folder.resolve("ca.pem");
    Files.writeString(bundle, Pem.of(authority.certificate()));
    assertEquals(0, join("--ca-bundle", bundle.toString(), "--resolver", "127.0.0.1:53"));
    Files.delete(bundle);
    assertEquals(2, run(Map.of(), List.of("run", "--state", state().toString())));
    assertStart(bundle + " should be a PEM file");
  }

  @Test
  void doctorShowsHostAndSettings() throws Exception {
    var bundle = folder.resolve("ca.pem");
    Files.writeString(bundle, Pem.of(authority.certificate()));
    assertEquals(
        0, join("--ca-bundle", bundle.toString(), "--resolver", "127.0.0.1:53"), err::toString);
    assertEquals(0, run(Map.of(), List.of("doctor", "--state", state().toString())), err::toString);
    var said = out.toString();
    assertTrue(said.contains("ca_bundle               configured"), said);
    assertTrue(said.contains("CA bundle file          " + bundle), said);
    assertTrue(said.contains("resolver                127.0.0.1:53"), said);
    assertTrue(said.contains("BoringSSL"), said);
  }

  @Test
  void doctorNamesWhatIsMissing() throws Exception {
    var bundle = folder.resolve("ca.pem");
    Files.writeString(bundle, Pem.of(authority.certificate()));
    assertEquals(0, join("--ca-bundle", bundle.toString(), "--resolver", "127.0.0.1:53"));
    Files.delete(bundle);
    assertEquals(2, run(Map.of(), List.of("doctor", "--state", state().toString())));
    assertLine("an agent cannot work here: CA bundle " + bundle + " does not exist");
  }

  @Test
  void versionIsPrinted() {
    assertEquals(0, run(Map.of(), List.of("version")));
    assertTrue(out.toString().matches("parallax-agent [0-9.]+\\R"), out.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "join --help", "run --help", "doctor --help"})
  void helpShowsExamplesFirstAndExitCodesLast(String words) {
    assertEquals(0, run(Map.of(), List.of(words.split(" "))));
    var said = out.toString();
    assertTrue(said.indexOf("  parallax-agent ") < said.indexOf("--help"), said);
    assertTrue(said.contains("   70  internal error"), said);
  }

  @Test
  void noCommandIsAMisuse() {
    assertEquals(2, run(Map.of(), List.of()));
    assertLine(
        "a command is join, run, probe, pause, resume, policy, capture, doctor or version (see"
            + " --help)");
  }

  @Test
  void missingOptionsAreNamedInOneLine() {
    assertEquals(2, run(Map.of(), List.of("join")));
    assertStart("Missing required ");
  }

  private int join(String... more) {
    var arguments = new ArrayList<>(arguments());
    if (!List.of(more).contains("--token-file")) {
      arguments.addAll(List.of("--token-file", token.toString()));
    }
    arguments.addAll(List.of(more));
    return run(Map.of(), arguments);
  }

  private List<String> arguments() {
    return List.of(
        "join",
        coordinator.address().toString(),
        "--name",
        "eu-a-1",
        "--state",
        state().toString());
  }

  private Path state() {
    return folder.resolve("state");
  }

  private int run(Map<String, String> environment, List<String> arguments) {
    return AgentMain.run(
        arguments.toArray(String[]::new),
        environment,
        Clock.systemUTC(),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  private void assertLine(String line) {
    assertEquals("parallax-agent: " + line + System.lineSeparator(), err.toString());
  }

  private void assertStart(String line) {
    assertTrue(err.toString().startsWith("parallax-agent: " + line), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
  }
}
