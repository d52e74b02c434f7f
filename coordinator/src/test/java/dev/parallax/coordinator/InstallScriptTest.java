package dev.parallax.coordinator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.cli.output.InstallLine;
import dev.parallax.installer.AdvertisedAddress;
import dev.parallax.installer.AgentPackages;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.JoinToken;
import dev.parallax.v1.CreateTokenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The line of {@code parallax token create} in a shell, against a coordinator on a real socket. The
 * package contains a script in place of the agent; it is unpacked below a temporary folder.
 */
@Timeout(60)
final class InstallScriptTest {
  /** Records its arguments; a join checks that its token is in no process's arguments. */
  private static final String AGENT =
      """
      #!/bin/sh
      root=${0%/usr/lib/parallax-agent/bin/parallax-agent}
      state=$root/var/lib/parallax-agent
      echo "$*" >>"$root/calls"
      case $1 in
        version) echo "parallax-agent 1.2.3" ;;
        doctor) echo "joined                  eu-1 at here" ;;
        join)
          mkdir -p "$state"
          cat >"$state/token"
          cat /proc/[0-9]*/cmdline 2>/dev/null | grep -aqF -f "$state/token" && echo yes >"$root/leaked"
          cp "$AUTHORITY" "$state/ca.pem"
          : >"$state/agent.properties"
          ;;
      esac
      """;

  @TempDir Path folder;
  private Path root = Path.of("");
  private Path fakes = Path.of("");
  private Stage stage;
  private JoinToken token;

  private record Ended(int exit, String out) {}

  @BeforeEach
  void start() throws Exception {
    assumeTrue(isInstalled("curl") && isInstalled("wget"), "curl or wget is not installed");
    root = folder.resolve("root");
    fakes = Files.createDirectory(folder.resolve("fakes"));
    var packages = Files.createDirectory(folder.resolve("packages"));
    for (var machine : List.of("amd64", "arm64")) {
      pack(packages.resolve("parallax-agent_1.2.3_" + machine + ".tar.gz"));
    }
    var sums = run(List.of("sh", "-c", "cd " + packages + " && sha256sum *.gz >SHA256SUMS"), "");
    assertEquals(0, sums.exit(), sums::out);
    stage = Stage.withPackages(folder.resolve("data"), AgentPackages.read(packages));
    token =
        JoinToken.parse(
            stage.operator().createToken(CreateTokenRequest.getDefaultInstance()).getToken());
  }

  @AfterEach
  void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void line_withCurlAndWithWget_installsAndJoins_andASecondRunChangesNothing() throws Exception {
    var first = paste(line().curl() + " --root " + root + " --name eu-1 --label isp=Example");
    assertEquals(0, first.exit(), first::out);
    assertEquals(
        token.text(), Files.readString(root.resolve("var/lib/parallax-agent/token")).strip());
    assertFalse(Files.exists(root.resolve("leaked")), "the token is in no process's arguments");
    assertFalse(first.out().contains(token.secret()));
    assertTrue(calls().contains("join 127.0.0.1:" + stage.address().getPort() + " --token-file -"));
    assertTrue(calls().contains("--name eu-1 --label isp=Example"));
    assertTrue(first.out().contains("start it with:"), first::out);
    var before = tree();
    var second = paste(line().wget() + " --root " + root);
    assertEquals(0, second.exit(), second::out);
    assertEquals(before, tree());
    assertEquals(1, calls().lines().filter(call -> call.startsWith("join")).count());
  }

  @Test
  void line_ofAnotherCoordinator_runsNothing() throws Exception {
    token = new JoinToken(Bytes.copyOf(new byte[32]), token.id(), token.secret());
    for (var line : List.of(line().curl(), line().wget())) {
      var ended = paste(line + " --root " + root);
      assertEquals(1, ended.exit(), ended::out);
      assertTrue(ended.out().contains("is not the coordinator of this token"), ended::out);
      assertFalse(Files.exists(root));
    }
  }

  @Test
  void dryRun_printsTheCommandsAndChangesNothing() throws Exception {
    var ended = paste(line().curl() + " --dry-run --root " + root);
    assertEquals(0, ended.exit(), ended::out);
    assertTrue(
        ended.out().contains("would run: fetch /packages/parallax-agent_1.2.3_"), ended::out);
    assertTrue(ended.out().contains("would run: parallax-agent join 127.0.0.1:"), ended::out);
    assertFalse(Files.exists(root));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uname | echo SunOS | 11 | expected Linux on x86_64 or aarch64, got: SunOS on SunOS",
        "getconf | exit 1 | 12 | got another C library",
        "getconf | echo glibc 2.17 | 12 | expected glibc 2.28 or newer, got: glibc 2.17",
        "df | printf 'x\\nx x x 20480\\n' | 13 | expected 300 MB free at",
        "awk | case $* in *MemTotal*) echo 64;; *) exec /usr/bin/awk \"$@\";; esac | 14 | expected"
            + " 128 MB of memory, got: 64 MB",
        "date | echo 0 | 15 | the clock differs by -",
        "sha256sum | exec 3<&0; case $* in -c*) exit 1;; *) exec /usr/bin/sha256sum;; esac | 17 |"
            + " got another sum",
        "tar | exit 1 | 19 | cannot be unpacked",
      })
  void eachRefusal_hasItsExitCodeAndSentence(
      String command, String behaviour, int exit, String sentence) throws Exception {
    var fake = fakes.resolve(command);
    Files.writeString(fake, "#!/bin/sh\n" + behaviour + "\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
    var ended = paste(line().curl() + " --root " + root);
    assertEquals(exit, ended.exit(), ended::out);
    assertTrue(ended.out().contains(sentence), ended::out);
    assertFalse(Files.exists(root.resolve("calls")), "nothing was joined");
  }

  @Test
  void wrongOption_noToken_andAnotherAuthority_areRefused() throws Exception {
    assertEquals(2, paste(line().curl() + " --frobnicate").exit());
    assertEquals(2, paste(line().curl() + " --name").exit());
    var noToken = paste(line().curl().replace("echo $t |", "true |") + " --root " + root);
    assertEquals(20, noToken.exit(), noToken::out);
    var state = Files.createDirectories(root.resolve("var/lib/parallax-agent"));
    Files.writeString(state.resolve("agent.properties"), "");
    Files.writeString(state.resolve("ca.pem"), "another");
    var other = paste(line().curl() + " --root " + root);
    assertEquals(18, other.exit(), other::out);
    assertTrue(other.out().contains("remove its agent first: rm -r " + root), other::out);
  }

  @Test
  void script_isShort_andHasNoFindingOfShellcheck() throws Exception {
    assumeTrue(isInstalled("shellcheck"), "shellcheck is not installed");
    var fetched = folder.resolve("agent.sh");
    var fetch = line().curl().replaceFirst("&& echo \\$t .*", "&& cp \\$d/i " + fetched);
    assertEquals(0, paste(fetch).exit());
    assertTrue(Files.readAllLines(fetched).size() < 220, "200 lines and the certificate");
    assertEquals(new Ended(0, ""), run(List.of("shellcheck", "-s", "sh", fetched.toString()), ""));
  }

  private InstallLine line() {
    return new InstallLine(
        token, AdvertisedAddress.parse("127.0.0.1:" + stage.address().getPort()));
  }

  private String calls() throws IOException {
    return Files.readString(root.resolve("calls"));
  }

  /** The files below the root with their sizes, without the record of calls. */
  private String tree() throws Exception {
    return run(
            List.of(
                "find",
                root.toString(),
                "-type",
                "f",
                "!",
                "-name",
                "calls",
                "-printf",
                "%P %s %T@\n"),
            "")
        .out();
  }

  private void pack(Path archive) throws Exception {
    var tree = Files.createDirectories(folder.resolve("tree"));
    var bin = Files.createDirectories(tree.resolve("usr/lib/parallax-agent/bin"));
    for (var program : List.of("parallax-agent", "make-class-cache")) {
      var file =
          Files.writeString(
              bin.resolve(program), program.equals("parallax-agent") ? AGENT : "#!/bin/sh\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    assertEquals(
        0, run(List.of("tar", "-czf", archive.toString(), "-C", tree.toString(), "."), "").exit());
  }

  /** As typed at a terminal: the shell reads the line, it is not among its arguments. */
  private Ended paste(String line) throws Exception {
    return run(List.of("sh"), line + "\n");
  }

  private Ended run(List<String> command, String input) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", fakes.toString(), (path, first) -> first + ":" + path);
    builder.environment().put("AUTHORITY", folder.resolve("data/operator/ca.pem").toString());
    builder.environment().put("TMPDIR", folder.toString());
    var process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(UTF_8));
    }
    var out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return new Ended(process.exitValue(), out);
  }

  private static boolean isInstalled(String program) {
    return List.of("/usr/bin", "/bin").stream()
        .anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
  }
}
