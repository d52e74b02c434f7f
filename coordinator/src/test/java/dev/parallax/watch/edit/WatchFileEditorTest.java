package dev.parallax.watch.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.watch.file.WatchFile;
import dev.parallax.watch.spec.RouteKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a watch file on disk. */
final class WatchFileEditorTest {
  private static final String SHOP = "https://shop.example";
  private static final String FILE = "watches:\n  - target: shop.example # main\n";

  @TempDir private Path folder = Path.of("");
  private Path path = Path.of("");
  private WatchFile file;
  private WatchFileEditor editor;

  @BeforeEach
  void open() throws Exception {
    path = folder.resolve("watch.yaml");
    Files.writeString(path, FILE);
    file = WatchFile.open(path);
    editor = new WatchFileEditor(file);
  }

  @Test
  void aChangeIsOnDiskAndInUse_withThePermissionsOfTheFile() throws IOException {
    var mode = PosixFilePermissions.fromString("rw-r-----");
    Files.setPosixFilePermissions(path, mode);
    editor.apply(WatchChange.pause(SHOP), Optional.of(editor.version()));
    assertEquals(FILE + "    paused: true\n", Files.readString(path));
    assertEquals(mode, Files.getPosixFilePermissions(path));
    assertTrue(file.current().watches().getFirst().paused());
    assertEquals(WatchFile.version(Files.readString(path)), editor.version());
  }

  @Test
  void aSecret_isInAFileThatOnlyItsOwnerReads_andIsReplacedAndRemovedWithItsRoute()
      throws IOException {
    var fields = Map.of("type", "ntfy", "url", "https://push.example/shop");
    editor.apply(RouteChange.add("push", fields, Map.of("secret", "hunter2")), Optional.empty());
    var first = secrets().getFirst();
    assertEquals("hunter2\n", Files.readString(first));
    assertEquals("rw-------", mode(first));
    assertEquals("rwx------", mode(folder.resolve("watch.yaml.secrets")));
    var route = file.current().route("push").orElseThrow();
    assertEquals(Optional.of(first.toString()), route.setting(RouteKind.Setting.SECRET_FILE));
    assertFalse(Files.readString(path).contains("hunter2"));

    var other = Map.of("secret", "hunter3");
    var wrong = RouteChange.edit("push", Map.of("url", "x"), other);
    assertThrows(IllegalArgumentException.class, () -> editor.apply(wrong, Optional.empty()));
    assertEquals(List.of(first), secrets(), "a refused change leaves no secret");

    editor.apply(RouteChange.edit("push", Map.of(), other), Optional.empty());
    assertEquals(1, secrets().size());
    assertEquals("hunter3\n", Files.readString(secrets().getFirst()));
    editor.apply(new RouteChange.Remove("push"), Optional.empty());
    assertEquals(List.of(), secrets());
    assertEquals(FILE, Files.readString(path));
  }

  private List<Path> secrets() throws IOException {
    try (var files = Files.list(folder.resolve("watch.yaml.secrets"))) {
      return files.toList();
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aFileThatWasChangedOnDisk_isNotOverwritten_andReadAgain() throws IOException {
    var form = editor.version();
    Files.writeString(path, FILE + "  - target: other.example\n");
    var text = Files.readString(path);
    var refused = refused(WatchChange.pause(SHOP), Optional.empty());
    assertEquals(
        "the watch file was changed on disk: expected version %s, got: %s"
            .formatted(form, WatchFile.version(text)),
        refused);
    assertEquals(text, Files.readString(path));
    assertEquals(2, file.current().watches().size());
    assertTrue(refused(WatchChange.pause(SHOP), Optional.of(form)).contains(form));
    editor.apply(WatchChange.pause(SHOP), Optional.empty());
  }

  @Test
  void aProtectedFile_andAFolderWithoutTheFile_areRefused() throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--r--r--"));
    assertTrue(
        refused(WatchChange.pause(SHOP), Optional.empty()).endsWith("got: " + path.toRealPath()));
    assertEquals(FILE, Files.readString(path));
    Files.delete(path);
    assertTrue(refused(WatchChange.pause(SHOP), Optional.empty()).endsWith(" does not exist"));
  }

  @Test
  void theTargetOfALinkIsChanged_theLinkStays() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve("link.yaml"), path);
    new WatchFileEditor(WatchFile.open(link)).apply(WatchChange.pause(SHOP), Optional.empty());
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(path).contains("paused: true"));
  }

  @Test
  void changesAtTheSameTime_areAllKept() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      IntStream.range(0, 40).forEach(number -> threads.execute(() -> add(number)));
    }
    assertEquals(41, WatchFile.open(path).current().watches().size());
  }

  private void add(int number) {
    var name = "host%d.example".formatted(number);
    editor.apply(new WatchChange.Add("https://" + name, name, Map.of()), Optional.empty());
  }

  private String refused(WatchChange change, Optional<String> version) {
    return String.valueOf(
        assertThrows(WatchConflictException.class, () -> editor.apply(change, version))
            .getMessage());
  }
}
