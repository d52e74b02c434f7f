package dev.parallax.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.parallax.attribution.Attribution;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.words.Catalogue;
import dev.parallax.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Agents in two networks probe a site behind five routers. Router 2, which only the first network's
 * packets cross, drops ClientHellos with its name. The output of the agents is the only input of
 * the attribution.
 */
final class WalkToVerdictTest {
  private static final String NAME = "blocked.example";
  private static final int ROUTERS = 5;
  private static final List<String> VANTAGES = List.of("eu-a1", "eu-a2", "ap-b1", "ap-c1");

  /** One failing and one passing vantage. */
  private static final List<String> WALKING = List.of("eu-a1", "ap-b1");

  private static final SweepId SWEEP = new SweepId("lab");

  @TempDir Path folder;

  private RoutedNetwork network;
  private Process origin;

  @BeforeEach
  void build() throws Exception {
    network = made();
    origin =
        new ProcessBuilder(network.on("site", java(LabOrigin.class.getName(), NAME, bundle())))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals("ready", origin.inputReader().readLine());
  }

  private static RoutedNetwork made() throws Exception {
    try {
      return RoutedNetwork.of(ROUTERS, hosts());
    } catch (IOException refused) {
      return Assumptions.abort("no network namespaces here: " + refused.getMessage());
    }
  }

  @AfterEach
  void remove() throws Exception {
    if (origin != null) {
      origin.destroy();
      var _ = origin.waitFor(10, TimeUnit.SECONDS);
    }
    if (network != null) {
      network.remove();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"REJECT --reject-with tcp-reset", "DROP"})
  void theWalkNamesTheRouter(String fate) throws Exception {
    filter(fate);

    var sweep = sweep();
    var verdict = Attribution.attribute(sweep).getFirst().verdicts().getFirst();

    var text = text(sweep);
    System.out.println(text);
    assertEquals(Optional.of(new Verdict.Hops(1, 3, ROUTERS + 1)), verdict.hops(), text);
    assertEquals(List.of("eu-a1", "eu-a2"), names(verdict.explains()), text);
    var located =
        verdict.evidence().stream()
            .filter(one -> one.kind() == FindingKind.HOP_LOCATED)
            .findFirst()
            .orElseThrow(() -> new AssertionError(text));
    assertEquals(network.routerAddress(2), located.parameters().get("router"), text);
    assertEquals(List.of("eu-a1"), names(located.failing()), text);
    assertTrue(text.contains("after hop 1, at or before hop 3; the origin is hop 6"), text);
  }

  private static Map<String, Integer> hosts() {
    var hosts = new LinkedHashMap<String, Integer>();
    hosts.put("eu-a1", 1);
    hosts.put("eu-a2", 1);
    hosts.put("ap-b1", 3);
    hosts.put("ap-c1", 4);
    hosts.put("site", ROUTERS);
    return hosts;
  }

  private void filter(String fate) throws Exception {
    var rule = "iptables -w -A FORWARD -p tcp -m string --algo bm --string " + NAME + " -j " + fate;
    try {
      network.onRouter(2, rule.split(" ", -1));
    } catch (IOException refused) {
      Assumptions.abort("no iptables here: " + refused.getMessage());
    }
  }

  private Sweep sweep() throws Exception {
    var seen = new ArrayList<Observation>();
    try (var agents = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<List<Observation>>>();
      for (var vantage : VANTAGES) {
        running.add(agents.submit(() -> probe(vantage, "base,control_sni,no_sni", 3)));
      }
      for (var vantage : WALKING) {
        running.add(agents.submit(() -> probe(vantage, "ttl_walk,traceroute,icmp_echo", 1)));
      }
      for (var one : running) {
        seen.addAll(one.get());
      }
    }
    return new Sweep(
        SWEEP,
        Instant.now(),
        Duration.ofMinutes(1),
        false,
        VANTAGES.stream().map(WalkToVerdictTest::vantage).toList(),
        List.of(),
        new Coverage(VANTAGES.size(), VANTAGES.size(), List.of()),
        List.of(new TargetResults(target(), Map.of(), seen)));
  }

  private List<Observation> probe(String vantage, String arms, int trials) throws Exception {
    var command =
        java(
            "dev.parallax.agent.AgentMain",
            ("probe %s --arm %s --trials %d --hops 8 --timeout 5 --control-sni allowed.example"
                    + " --allow 10.78.0.0/16 --resolver 127.0.0.1:53 -o json --ca-bundle")
                .formatted(target().name(), arms, trials)
                .split(" ", -1));
    var process =
        new ProcessBuilder(
                network.on(
                    vantage,
                    Stream.concat(Stream.of(command), Stream.of(bundle())).toArray(String[]::new)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.getOutputStream().close();
    var seen = new ArrayList<Observation>();
    for (var line : process.inputReader().lines().toList()) {
      seen.add(observation(vantage, line));
    }
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return seen;
  }

  private static Observation observation(String vantage, String json) {
    try {
      var proto = dev.parallax.v1.Observation.newBuilder();
      JsonFormat.parser().merge(json, proto);
      var alone = Wire.fromProto(proto.build());
      return new Observation(
          key(alone.key(), vantage), alone.planHash(), alone.outcome(), alone.steps());
    } catch (InvalidProtocolBufferException malformed) {
      throw new AssertionError(json, malformed);
    }
  }

  private static TrialKey key(TrialKey alone, String vantage) {
    return new TrialKey(
        SWEEP,
        1,
        alone.target(),
        new VantageId(vantage),
        alone.arm(),
        alone.variant(),
        alone.address(),
        alone.trial());
  }

  private Target target() {
    return Target.parse("https://" + NAME + "@" + network.address("site"));
  }

  /** {@code eu-a1}: region eu, network a. */
  private static Vantage vantage(String name) {
    var labels = Map.of(Label.REGION, name.substring(0, 2), Label.ISP, name.substring(3, 4));
    return new Vantage(new VantageId(name), labels, "0.1.0", Optional.of(Duration.ZERO), Map.of());
  }

  private static String text(Sweep sweep) {
    var report = Report.of(sweep, Attribution.attribute(sweep), ExitPolicy.DEFAULT);
    return TextReport.write(report, Catalogue.english());
  }

  private static List<String> names(List<VantageId> ids) {
    return ids.stream().map(VantageId::name).toList();
  }

  private String bundle() {
    return folder.resolve("ca.pem").toString();
  }

  private static String[] java(String main, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=logback-process.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main));
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }
}
