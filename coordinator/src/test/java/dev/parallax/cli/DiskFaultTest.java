package dev.parallax.cli;

import static dev.parallax.store.Samples.NOON;
import static dev.parallax.store.Samples.header;
import static dev.parallax.store.Samples.passed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.store.folder.DataFolder;
import dev.parallax.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full disk and a read-only disk: real file systems in a mount namespace. */
@Timeout(120)
final class DiskFaultTest {
  @TempDir Path folder;

  @Test
  void aFullOrReadOnlyDiskIsNamedInOneLine_andNothingIsReplaced() throws Exception {
    assumeTrue(
        succeeds(List.of("unshare", "--mount", "true")),
        "skipped: a mount namespace requires root and unshare");
    var data = folder.resolve("data");
    try (var held = DataFolder.open(data);
        var store = SqliteStore.open(held.layout().database())) {
      Files.createDirectories(held.layout().authority());
      store.save(header("s1", NOON), false, List.of());
      store.add(IntStream.range(1, 800).mapToObj(trial -> passed("s1", trial)).toList());
    }
    var disk = Files.createDirectory(folder.resolve("disk"));

    var lines = stage(disk.toString(), data.toString());
    for (var refused : List.of("backup-full", "restore-full", "serve-ro", "restore-ro")) {
      var line = lines.getOrDefault(refused, "none");
      assertTrue(line.startsWith("2 "), refused + ": " + line);
      assertTrue(!line.contains("⏎") && line.contains(folder.toString()), refused + ": " + line);
    }
    assertTrue(lines.getOrDefault("backup-full", "").contains("full"), lines::toString);
    assertTrue(
        lines.getOrDefault("serve-ro", "").contains("Read-only file system"), lines::toString);
    assertEquals("0 what was here before [filler, old]", lines.get("left"));
    assertEquals("0 [lock, parallax.db]", lines.get("old"));
    assertEquals("0 ", lines.get("backup"));
    assertEquals("0 ", lines.get("verify-ro"));
  }

  private static Map<String, String> stage(String... arguments)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DiskFaultStage.class.getName()));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text.lines()
        .filter(line -> line.matches("[a-z-]+ [0-9]+( .*)?"))
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
