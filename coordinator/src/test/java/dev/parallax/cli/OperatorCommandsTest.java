package dev.parallax.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.report.Fixture;
import dev.parallax.report.json.Json;
import dev.parallax.v1.CreateTokenRequest;
import dev.parallax.v1.ListVerdictsRequest;
import dev.parallax.v1.RevokeOperatorRequest;
import dev.parallax.v1.StartSweepRequest;
import dev.parallax.wire.Contract;
import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands against a coordinator on a real socket, with mutual TLS. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OperatorCommandsTest {
  private final FakeOperator operator = new FakeOperator();
  private final Path data;
  private final Server server;

  OperatorCommandsTest(@TempDir Path folder) throws Exception {
    data = folder;
    var authority = new PemAuthority();
    var own = folder.resolve("server");
    authority.issue(own, "coordinator", dns(Contract.COORDINATOR_NAME));
    authority.issue(folder.resolve("operator"), "operator", dns("operator"));
    new PemAuthority().issue(folder.resolve("stranger"), "stranger", dns("stranger"));
    var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    server =
        NettyServerBuilder.forAddress(loopback)
            .sslContext(
                GrpcSslContexts.forServer(
                        own.resolve("cert.pem").toFile(), own.resolve("key.pem").toFile())
                    .protocols("TLSv1.3")
                    .trustManager(own.resolve("ca.pem").toFile())
                    .clientAuth(ClientAuth.REQUIRE)
                    .build())
            .addService(operator)
            .build();
  }

  private static GeneralName dns(String name) {
    return new GeneralName(GeneralName.dNSName, name);
  }

  @BeforeAll
  void start() throws Exception {
    server.start();
    Files.writeString(data.resolve("address"), "127.0.0.1:" + server.getPort() + "\n");
  }

  @AfterAll
  void stop() throws Exception {
    server.shutdownNow();
    assertTrue(server.awaitTermination(5, TimeUnit.SECONDS));
  }

  @Test
  void sweepPrintsTheReportAndItsProgress() {
    var terminal = new Terminal("b.example # two\n\n");
    assertEquals(
        1,
        terminal.run(
            "sweep", "a.example", "-", "--inside", "lan=10.0.0.5", "--data", data.toString()));
    assertTrue(terminal.out().contains("ORIGIN / edge — "), terminal.out());
    assertTrue(terminal.err().contains("round 1: first look, 7 trials"), terminal.err());
    var request =
        operator.requests.stream()
            .filter(StartSweepRequest.class::isInstance)
            .map(StartSweepRequest.class::cast)
            .filter(one -> one.getInsideCount() == 1)
            .findFirst()
            .orElseThrow();
    assertEquals("[https://a.example, https://b.example]", request.getTargetsList() + "");
  }

  @Test
  void operatorsAreListed_withTheirState() {
    var terminal = new Terminal();
    assertEquals(0, terminal.run("operators", "ls", "--data", data.toString()));
    var rows = terminal.out().lines().map(line -> line.strip().replaceAll(" {2,}", " | ")).toList();
    assertEquals(
        List.of(
            "SERIAL | NAME | EXPIRES | STATE",
            "1a2b | operator | 2027-01-31T12:00:00Z | valid, in use here",
            "9f | old | 2027-01-31T12:00:00Z | revoked"),
        rows);
  }

  @Test
  void operatorIsRevoked_byItsSerial() {
    var terminal = new Terminal();
    assertEquals(0, terminal.run("operators", "revoke", "9f", "--data", data.toString()));
    assertEquals("revoked 9f", terminal.err().strip());
    assertTrue(
        operator.requests.contains(RevokeOperatorRequest.newBuilder().setSerial("9f").build()));
  }

  @Test
  void operatorsRevoke_withoutASerial_isRefused() {
    var terminal = new Terminal();
    assertEquals(2, terminal.run("operators", "revoke", "--data", data.toString()));
    assertTrue(
        terminal.err().contains("operators revoke: expected a certificate's serial number"),
        terminal.err());
  }

  @Test
  void damagedSweep_isListedAsSuch() {
    var terminal = new Terminal();
    assertEquals(0, terminal.run("sweeps", "--data", data.toString()));
    var rows = terminal.out().lines().map(line -> line.strip().replaceAll(" {2,}", " | ")).toList();
    assertEquals(3, rows.size(), terminal.out());
    assertTrue(rows.get(1).matches("s2 \\| \\S+ \\| damaged"), terminal.out());
    assertTrue(
        rows.get(2).matches("s1 \\| \\S+ \\| complete \\| https://a.example"), terminal.out());
  }

  @Test
  void verboseSweepTellsOfEachTrial() {
    var terminal = new Terminal();
    terminal.run("sweep", "a.example", "-v", "--data", data.toString());
    assertTrue(
        terminal.err().contains("eu-a1 https://shop.example.com base #1 ✗ TLS reset_after_client"),
        terminal.err());
    assertTrue(terminal.err().contains("https://fine.example.com base #1 ✓"), terminal.err());
    assertTrue(!terminal.out().contains("#1"), terminal.out());
  }

  @Test
  void quietSweepOfResultsLineByLine() {
    var terminal = new Terminal();
    assertEquals(
        1, terminal.run("sweep", "a.example", "-q", "-o", "jsonl", "--data", data.toString()));
    assertEquals("", terminal.err());
    var results =
        Fixture.sweep().targets().stream().mapToInt(one -> one.observations().size()).sum();
    assertEquals(results + 1, terminal.out().lines().count());
    assertTrue(terminal.out().lines().allMatch(line -> line.startsWith("{")));
  }

  @Test
  void aSweepCutOffIsNotAResult() {
    var terminal = new Terminal();
    assertEquals(
        3, terminal.run("sweep", "a.example", "-q", "--from", "cut", "--data", data.toString()));
    assertEquals("parallax: the coordinator ended the sweep without its result\n", terminal.err());
  }

  @Test
  void aSweepThatIsStoppedIsCancelledAndLeavesNothing(@TempDir Path folder) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.parallax.cli.Main",
                "sweep",
                "a.example",
                "--from",
                "hang",
                "-o",
                "json=" + folder.resolve("x.json"),
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .start();
    try (var output = process.inputReader()) {
      var line = output.readLine();
      while (line != null && !line.endsWith(": 7 vantages")) {
        line = output.readLine();
      }
      process.destroy();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      assertEquals(143, process.exitValue());
      assertTrue(operator.cancelled.await(10, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void tokenAlone() {
    var terminal = new Terminal();
    assertEquals(
        0,
        terminal.run(
            "token", "create", "--label", "isp=A", "--ttl", "2h", "--data", data.toString()));
    assertEquals("plx1.a.b.c\n", terminal.out());
    assertEquals("", terminal.err());
    var request =
        operator.requests.stream()
            .filter(CreateTokenRequest.class::isInstance)
            .map(CreateTokenRequest.class::cast)
            .filter(created -> created.getUses() == 0)
            .findFirst()
            .orElseThrow();
    assertEquals("A", request.getLabelsOrThrow("isp"));
    assertEquals(7_200, request.getLifetime().getSeconds());
  }

  @Test
  void tokenOfACoordinatorWithAnInstaller_isALineToPaste() {
    var token = "plx1." + "A".repeat(43) + ".abcd.0123456789abcdef";
    assertEquals(token + "\n", createdToken("--token-only"));
    assertEquals(
        "t="
            + token
            + " d=$(mktemp -d) && curl -fsSk --http1.1 -o $d/ca"
            + " https://coordinator.example:7443/ca.pem && { [ \"$(sed /-/d $d/ca | base64 -d |"
            + " sha256sum)\" = \""
            + "0".repeat(64)
            + "  -\" ] || ! echo \"coordinator.example:7443 is not the coordinator of this token\""
            + " >&2; } && curl -fsS --http1.1 --cacert $d/ca -o $d/i"
            + " https://coordinator.example:7443/agent.sh && echo $t | sh $d/i\n",
        createdToken());
    assertTrue(createdToken("--wget").contains("wget -nv --ca-certificate=$d/ca -O $d/i https://"));
  }

  private String createdToken(String... more) {
    var terminal = new Terminal();
    var command =
        new ArrayList<>(List.of("token", "create", "--uses", "2", "--data", data.toString()));
    command.addAll(List.of(more));
    assertEquals(0, terminal.run(command.toArray(String[]::new)), terminal::err);
    return terminal.out();
  }

  @Test
  void vantages() {
    var terminal = new Terminal();
    assertEquals(0, terminal.run("vantages", "--data", data.toString()));
    assertEquals(8, terminal.out().lines().count());
    assertTrue(terminal.out().indexOf('\u001b') < 0);
    assertEquals(0, terminal.run("vantages", "show", "eu-a1", "--data", data.toString()));
    assertEquals(2, terminal.run("vantages", "show", "eu-z9", "--data", data.toString()));
  }

  @Test
  void reportOfOneTarget() {
    var terminal = new Terminal();
    assertEquals(0, terminal.run("report", "@last", "fine.example.com", "--data", data.toString()));
    assertTrue(terminal.out().contains("HEALTHY"));
    assertEquals("", terminal.err());
  }

  @Test
  void aDryRunSaysWhatWouldBeRun() {
    var terminal = new Terminal();
    assertEquals(0, terminal.run("sweep", "a.example", "--dry-run", "--data", data.toString()));
    assertTrue(
        terminal.out().contains("Round 1: 7 handshakes at each of 7 ready vantages, 49 in all."),
        terminal.out());
    assertTrue(terminal.out().contains("https://a.example  base"), terminal.out());
    assertTrue(
        terminal
            .out()
            .contains(
                "At most 50 handshakes a second at one host, 1234 in all, with up to 8 addresses"
                    + " for each name."),
        terminal.out());
    assertEquals("", terminal.err());
  }

  @Test
  void aDryRunAsJson() throws Exception {
    var terminal = new Terminal();
    assertEquals(
        0, terminal.run("sweep", "a.example", "--dry-run", "-J", "--data", data.toString()));
    var plan = Json.MAPPER.readTree(terminal.out());
    assertEquals(50, plan.path("handshakesPerSecond").asInt());
    assertEquals(1_234, plan.path("mostHandshakes").asInt());
    assertEquals(61, plan.path("longestSeconds").asInt());
    assertEquals(49, plan.path("firstRoundTrials").asInt());
  }

  @Test
  void theLoadIsPrintedBeforeTheSweepStarts() {
    var terminal = new Terminal();
    terminal.run("sweep", "load.example", "--data", data.toString());
    var lines = terminal.err().lines().toList();
    assertEquals(
        "at most 50 handshakes a second at one host, 1234 in all",
        lines.getFirst(),
        terminal.err());
  }

  @Test
  void theCeilingIsPartOfTheRequest() {
    var terminal = new Terminal();
    var data = this.data.toString();
    terminal.run("sweep", "rate.example", "-q", "--handshakes-per-second", "7", "--data", data);
    assertEquals(
        7,
        operator.requests.stream()
            .filter(StartSweepRequest.class::isInstance)
            .map(StartSweepRequest.class::cast)
            .filter(one -> one.getTargetsList().contains("https://rate.example"))
            .findFirst()
            .orElseThrow()
            .getHandshakesPerSecond());
    assertEquals(2, terminal.run("sweep", "a.example", "--handshakes-per-second", "0"));
    assertTrue(
        terminal.err().contains("--handshakes-per-second: expected 1 to 10000, got: 0"),
        terminal.err());
  }

  @Test
  void theVantagesOfAnEarlierSweep() {
    var terminal = new Terminal();
    terminal.run("sweep", "last.example", "-q", "--from", "@last", "--data", data.toString());
    assertEquals("origin-lan,eu-a1,eu-a2,eu-b1,ap-c1,ap-d1,us-e1", fromOf("https://last.example"));
  }

  @Test
  void aFewOfThem() {
    var terminal = new Terminal();
    terminal.run("sweep", "few.example", "-q", "--limit", "2", "--data", data.toString());
    assertEquals(2, fromOf("https://few.example").split(",", -1).length);
  }

  private String fromOf(String target) {
    return operator.requests.stream()
        .filter(StartSweepRequest.class::isInstance)
        .map(StartSweepRequest.class::cast)
        .filter(one -> one.getTargetsList().contains(target))
        .findFirst()
        .orElseThrow()
        .getFrom();
  }

  @Test
  void repeatsAndExitsByTheWeightiest() {
    var terminal = new Terminal();
    assertEquals(
        1,
        terminal.run(
            "sweep",
            "again.example",
            "-q",
            "--repeat",
            "2",
            "--interval",
            "1ms",
            "--data",
            data.toString()));
    var asked =
        operator.requests.stream().filter(one -> one.toString().contains("again.example")).count();
    assertEquals(2, asked);
  }

  @Test
  void doctorCountsTheFleet() {
    var terminal = new Terminal();
    assertEquals(0, terminal.run("doctor", "--data", data.toString()));
    assertTrue(terminal.out().contains("7 ready of 7, on 6 networks"), terminal.out());
    for (var words :
        List.of(
            "disk ",
            " MiB free",
            "store ",
            "listener     answers, in ",
            "clock ",
            "median",
            "reference    ",
            ": passes at ")) {
      assertTrue(terminal.out().contains(words), terminal.out());
    }
  }

  @Test
  void doctorFleet_countsIndependentVantages_andNamesWhatIsMissing() {
    var terminal = new Terminal();
    assertEquals(0, terminal.run("doctor", "fleet", "--data", data.toString()));
    for (var words :
        List.of("independent ", " of 7 vantages: ", "MPIC ", "cannot tell ", "adds most")) {
      assertTrue(terminal.out().contains(words), terminal.out());
    }
  }

  @Test
  void upgrade_printsWhatToRun() {
    var terminal = new Terminal();
    assertEquals(0, terminal.run("vantages", "upgrade", "--data", data.toString()));
    assertTrue(terminal.out().contains("no agent is older than the coordinator"), terminal.out());
  }

  @Test
  void comparesWithTheLastHealthySweep() {
    var terminal = new Terminal();
    assertEquals(0, terminal.run("diff", "@last", "--data", data.toString()));
    assertTrue(terminal.out().contains("First seen at 2026-01-31T12:00:00Z"), terminal.out());
    assertEquals("", terminal.err());
  }

  /** The comparison comes with the sweep's end: no further request. */
  @Test
  void sweepComparesWithTheLastHealthySweep_withoutAFurtherRequest() {
    var terminal = new Terminal();
    int before = operator.requests.size();
    terminal.run("sweep", "shop.example.com", "--data", data.toString());
    assertTrue(terminal.out().contains("Since the last healthy sweep"), terminal.out());
    assertTrue(
        operator.requests.stream().skip(before).noneMatch(ListVerdictsRequest.class::isInstance));
  }

  @Test
  void aReportSaysWhatChangedSinceItWasWell() {
    var terminal = new Terminal();
    terminal.run("report", "@last", "shop.example.com", "--data", data.toString());
    assertTrue(terminal.out().contains("Since the last healthy sweep"), terminal.out());
  }

  @Test
  void explainsAStoredSweep() {
    var terminal = new Terminal();
    assertEquals(
        1, terminal.run("explain", "@last", "shop.example.com", "--data", data.toString()));
    assertTrue(terminal.out().contains("Observations that would refute it"), terminal.out());
    assertTrue(!terminal.out().contains("old.example.com"), terminal.out());
    assertEquals("", terminal.err());
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, 2",
    "FAILED_PRECONDITION, 2",
    "NOT_FOUND, 2",
    "UNAUTHENTICATED, 3",
    "PERMISSION_DENIED, 3",
    "UNAVAILABLE, 3",
    "RESOURCE_EXHAUSTED, 70",
    "INTERNAL, 70",
  })
  void everyRefusalIsOneLine(String status, int code) {
    var terminal = new Terminal();
    assertEquals(code, terminal.run("vantages", "drain", status, "--data", data.toString()));
    assertEquals(1, terminal.err().lines().count(), terminal.err());
    assertTrue(terminal.err().contains("said; the coordinator"), terminal.err());
  }

  @Test
  void anotherAuthorityIsNotTrusted() {
    var terminal = new Terminal();
    var stranger = data.resolve("stranger").toString();
    assertEquals(3, terminal.run("sweeps", "--data", data.toString(), "--identity", stranger));
    assertEquals(1, terminal.err().lines().count(), terminal.err());
    assertTrue(terminal.err().contains("unreachable: TLS: "), terminal.err());
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    var terminal = new Terminal();
    var address = "127.0.0.1:" + port;
    assertEquals(3, terminal.run("sweeps", "--data", data.toString(), "--coordinator", address));
    assertEquals(1, terminal.err().lines().count(), terminal.err());
    assertTrue(
        terminal.err().startsWith("parallax: coordinator " + address + " unreachable: "),
        terminal.err());
    assertTrue(terminal.err().contains("refused"), terminal.err());
  }
}
