package dev.parallax.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a program of {@code deploy} prints while Maven builds; a script takes Maven's place. */
@Timeout(60)
final class BuildProgressTest {
  @TempDir private Path root = Path.of("");

  private record Ended(int exit, String output) {}

  @BeforeEach
  void copy() throws IOException {
    var build = Files.createDirectories(root.resolve("deploy/src/build"));
    Files.copy(
        Path.of("../../src/build/program.bash"),
        build.resolve("program.bash"),
        StandardCopyOption.REPLACE_EXISTING);
    script("deploy/tool", "source \"$(dirname \"$0\")/src/build/program.bash\"\nbuild_if_needed");
  }

  @Test
  void stepsAndActivitiesAreLinesWithoutControlCharacters() throws Exception {
    maven("[INFO] --- maven-compiler-plugin:3.15.0:compile (default-compile) @ parallax-agent ---");

    var ended = run();

    assertEquals(0, ended.exit(), ended::output);
    assertTrue(ended.output().contains("step 1 of 39  compiling agent"), ended::output);
    assertTrue(ended.output().contains("tool: built in "), ended::output);
    assertTrue(
        ended.output().chars().allMatch(point -> point == '\n' || point >= ' '), ended::output);
  }

  @Test
  void downloadsAreCounted() throws Exception {
    maven("Downloaded from central: https://repo.maven.apache.org/one.jar (1 kB at 1 kB/s)");

    assertTrue(run().output().contains("1 downloads  downloading libraries and plugins"));
  }

  @Test
  void aFailedBuildEndsWithMavensErrors() throws Exception {
    script("bin/mvn", "echo '[ERROR] Agent.java:[3,1] class expected'\nexit 1");

    var ended = run();

    assertEquals(70, ended.exit(), ended::output);
    assertTrue(ended.output().contains("[ERROR] Agent.java:[3,1]"), ended::output);
    assertTrue(ended.output().contains("the build failed with exit code 1"), ended::output);
  }

  /** Ends when the tool has had time to show the line. */
  private void maven(String line) throws IOException {
    script("bin/mvn", "echo '" + line + "'\nsleep 2");
  }

  private void script(String name, String body) throws IOException {
    var file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\nset -euo pipefail\n" + body + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private Ended run() throws IOException, InterruptedException {
    var builder = new ProcessBuilder("bash", root.resolve("deploy/tool").toString());
    builder
        .environment()
        .merge("PATH", root.resolve("bin").toString(), (path, own) -> own + ":" + path);
    var process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), output);
    return new Ended(process.exitValue(), output);
  }
}
