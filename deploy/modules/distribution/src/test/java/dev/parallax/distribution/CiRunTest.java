package dev.parallax.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/run} with Maven, demo, lab and the system's commands replaced by scripts. */
final class CiRunTest {
  private static final String ACTED =
      "passed; demo: passed; networks: passed; service: passed; clean root: passed; lab: ";
  private static final String NOT_RUN =
      "networks: %1$s; service: %1$s; clean root: %1$s; lab: %1$s"
          .formatted("NOT RUN: an earlier step failed");

  @TempDir Path root;

  /**
   * The output of a run.
   *
   * @param last the last line it printed
   */
  private record Ended(int exit, String last) {}

  @BeforeEach
  void everyStepPasses() throws IOException {
    Files.createDirectories(root.resolve(".ci"));
    Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve("deploy/target"));
    Files.copy(Path.of("../../../.ci/run"), root.resolve(".ci/run"));
    for (var program :
        List.of(
            "deploy/packages",
            "deploy/demo",
            "deploy/networks",
            "deploy/service",
            "bin/mvn",
            "bin/ip",
            "bin/tinyproxy",
            "bin/faketime")) {
      script(program, "exit 0");
    }
    script("bin/id", "echo 0");
    lab(0, outcome("right", false));
  }

  @Test
  void theLastLineSaysWhatRan() throws Exception {
    assertEquals(
        new Ended(
            0,
            "mvn verify: "
                + ACTED
                + "1 scenarios ran, 0 wrong (0 of them sure), 1 right, 0 not acted out"),
        run());
  }

  @Test
  void aDemoThatFailsOnceFailsTheRun() throws Exception {
    script("deploy/demo", "echo x >>\"$0.calls\"; (($(wc -l <\"$0.calls\") > 1))");
    var ended = run();
    assertEquals("mvn verify: passed; demo: failed; " + NOT_RUN, ended.last());
    assertEquals(1, ended.exit());
    assertEquals(1, Files.readAllLines(root.resolve("deploy/demo.calls")).size());
  }

  @Test
  void aFailedBuildStillPrintsTheLine() throws Exception {
    script("bin/mvn", "exit 1");
    assertEquals(new Ended(1, "mvn verify: failed; demo: NOT RUN; " + NOT_RUN), run());
  }

  @Test
  void aNetworkThatFailsFailsTheRun() throws Exception {
    script("deploy/networks", "exit 1");
    var ended = run();
    assertTrue(ended.last().contains("networks: failed; service: NOT RUN"), ended::last);
    assertEquals(1, ended.exit());
  }

  @Test
  void aServiceThatFailsFailsTheRun() throws Exception {
    script("deploy/service", "exit 1");
    var ended = run();
    assertTrue(ended.last().contains("service: failed; clean root: NOT RUN"), ended::last);
    assertEquals(1, ended.exit());
  }

  @Test
  void aCleanRootThatFailsFailsTheRun() throws Exception {
    script("deploy/service", "[[ $* != --debootstrap ]]");
    var ended = run();
    assertTrue(
        ended.last().contains("service: passed; clean root: failed; lab: NOT RUN"), ended::last);
    assertEquals(1, ended.exit());
  }

  @Test
  void aCleanRootThatCannotBeMadeIsNamed() throws Exception {
    script(
        "deploy/service",
        "[[ $* != --debootstrap ]] || { echo 'service: no clean root: x' >&2; exit 2; }");
    var ended = run();
    assertTrue(
        ended.last().contains("clean root: NOT RUN: service: no clean root: x; lab: 1"),
        ended::last);
    assertEquals(0, ended.exit());
  }

  @Test
  void aServiceThatCannotRunIsNamed() throws Exception {
    script("deploy/service", "echo 'service: systemd is not installed here' >&2; exit 2");
    var ended = run();
    assertTrue(
        ended
            .last()
            .contains(
                "service: NOT RUN: service: systemd is not installed here; clean root: NOT RUN"),
        ended::last);
    assertEquals(0, ended.exit());
  }

  @Test
  void aSureWrongVerdictFailsTheRun() throws Exception {
    lab(1, outcome("right", false) + outcome("wrong", false) + outcome("right side", true));
    var ended = run();
    assertTrue(
        ended
            .last()
            .endsWith("3 scenarios ran, 2 wrong (1 of them sure), 1 right, 0 not acted out"),
        ended::last);
    assertEquals(1, ended.exit());
  }

  @Test
  void aVerdictLeftOpenOrUnsureIsCountedAndPasses() throws Exception {
    lab(1, outcome("right", false) + outcome("wrong", false) + "\"reason\" : \"no tc\"\n");
    assertEquals(
        new Ended(
            0,
            "mvn verify: "
                + ACTED
                + "2 scenarios ran, 1 wrong (0 of them sure), 1 right, 1 not acted out"),
        run());
  }

  @Test
  void aLabThatCannotRunIsNamed() throws Exception {
    script("bin/ip", "echo 'Operation not permitted'; exit 1");
    assertEquals(
        new Ended(
            0,
            "mvn verify: passed; demo: passed; networks: %1$s; service: passed; clean root: passed; lab: %1$s"
                .formatted("NOT RUN: no network namespaces: Operation not permitted")),
        run());
    script("bin/id", "echo 1000");
    assertTrue(run().last().endsWith("NOT RUN: network namespaces and firewall rules need root"));
  }

  @Test
  void aLabWithoutAResultFailsTheRun() throws Exception {
    lab(1, "");
    var ended = run();
    assertTrue(
        ended.last().endsWith("lab: NOT RUN: no scenario ended, 0 could not be acted out"),
        ended::last);
    assertEquals(1, ended.exit());
    lab(2, "");
    assertTrue(run().last().endsWith("lab: failed: deploy/lab ended with 2"));
  }

  private static String outcome(String mark, boolean confident) {
    return "\"verdict\" : \"%s\",\n\"confidentlyWrong\" : %s,\n".formatted(mark, confident);
  }

  private void lab(int exit, String results) throws IOException {
    script(
        "deploy/lab",
        """
        cat >"$(dirname "$0")/target/lab-results.json" <<'END'
        %sEND
        exit %d\
        """
            .formatted(results, exit));
  }

  private void script(String name, String body) throws IOException {
    var file = root.resolve(name);
    Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private Ended run() throws IOException, InterruptedException {
    var builder = new ProcessBuilder("bash", root.resolve(".ci/run").toString());
    builder
        .environment()
        .merge("PATH", root.resolve("bin").toString(), (path, own) -> own + ":" + path);
    var process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), output);
    return new Ended(process.exitValue(), output.lines().reduce("", (before, line) -> line));
  }
}
