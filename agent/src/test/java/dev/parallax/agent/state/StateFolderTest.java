package dev.parallax.agent.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.config.AgentConfig;
import dev.parallax.agent.config.AgentPropertiesTest;
import dev.parallax.agent.config.ExitException;
import dev.parallax.agent.link.AgentIdentity;
import dev.parallax.agent.link.TestIdentities;
import dev.parallax.keys.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class StateFolderTest {
  private static final AgentConfig CONFIG = AgentPropertiesTest.FULL;

  @TempDir private Path parent;
  private Path folder;
  private AgentIdentity identity;

  @BeforeEach
  void prepare() throws Exception {
    folder = parent.resolve("deep/state");
    identity = TestIdentities.make(CONFIG.vantage());
  }

  @Test
  void whatWasSavedIsFound() {
    join();
    try (var state = StateFolder.open(folder)) {
      assertEquals(CONFIG, state.config());
      assertEquals(identity, state.identity());
    }
    assertEquals(CONFIG, StateFolder.peek(folder));
  }

  @Test
  void onlyTheOwnerMayRead() throws Exception {
    join();
    assertEquals("rwx------", permissions(folder));
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        assertEquals("rw-------", permissions(file), file.toString());
      }
    }
  }

  @Test
  void aFolderThatWasOpenIsClosedToOthers() throws Exception {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    join();
    assertEquals("rwx------", permissions(folder));
  }

  @Test
  void runningClosesAFolderThatWasOpenedToOthers() throws Exception {
    join();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var key = folder.resolve("key.pem");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    StateFolder.open(folder).close();
    assertEquals("rwx------", permissions(folder));
    assertEquals("rw-------", permissions(key));
  }

  @Test
  void twoProcessesCannotHoldOneFolder() {
    join();
    try (var first = StateFolder.open(folder)) {
      assertEquals(
          "state folder " + first.path() + " is in use by another agent",
          refusal(() -> StateFolder.open(folder)));
      assertEquals(CONFIG, StateFolder.peek(folder));
    }
    StateFolder.open(folder).close();
  }

  @Test
  void joiningTwiceIsRefused() {
    join();
    assertEquals(
        "state folder " + folder + " has joined already; give --state another folder",
        refusal(() -> StateFolder.create(folder)));
    StateFolder.open(folder).close();
  }

  @Test
  void aFolderThatHasNotJoinedIsRefused() {
    assertEquals(
        "state folder " + folder + " has not joined; run parallax-agent join first",
        refusal(() -> StateFolder.open(folder)));
  }

  @Test
  void aFileInItsPlaceIsRefused() throws Exception {
    var file = Files.createFile(parent.resolve("file"));
    assertEquals(
        "state folder " + file + " cannot be used: " + file + " is no folder",
        refusal(() -> StateFolder.create(file)));
  }

  @Test
  void aNewerFormatIsRefused() throws Exception {
    join();
    rewrite("format=1", "format=2");
    assertEquals(
        "state folder "
            + folder
            + ": agent.properties: it has format 2, this version reads up to 1",
        refusal(() -> StateFolder.peek(folder)));
  }

  @Test
  void aDamagedConfigurationIsNamed() throws Exception {
    join();
    rewrite("vantage=eu-a-1", "vantage=../eu");
    assertTrue(refusal(() -> StateFolder.peek(folder)).contains("got: ../eu"));
  }

  @Test
  void aDamagedKeyIsNamed() throws Exception {
    join();
    Files.writeString(folder.resolve("key.pem"), "no key");
    try (var state = StateFolder.open(folder)) {
      assertEquals(
          "state folder "
              + folder
              + " cannot be used: expected a PEM block PRIVATE KEY, found none",
          refusal(state::identity));
    }
  }

  @Test
  void aRenewedIdentityReplacesTheOld() throws Exception {
    join();
    var renewed = TestIdentities.renewed(identity);
    try (var state = StateFolder.open(folder)) {
      state.replace(renewed);
      assertEquals(renewed, state.identity());
    }
  }

  @Test
  void aRenewalCutOffBeforeTheCertificateKeepsTheOld() throws Exception {
    join();
    var renewed = TestIdentities.renewed(identity);
    PrivateFiles.write(folder.resolve("next-key.pem"), Pem.of(renewed.key()));
    try (var state = StateFolder.open(folder)) {
      assertEquals(identity, state.identity());
    }
  }

  @Test
  void aRenewalCutOffAfterTheCertificateIsFinished() throws Exception {
    join();
    var renewed = TestIdentities.renewed(identity);
    PrivateFiles.write(folder.resolve("next-key.pem"), Pem.of(renewed.key()));
    PrivateFiles.write(folder.resolve("cert.pem"), Pem.of(renewed.certificate()));
    try (var state = StateFolder.open(folder)) {
      assertEquals(renewed, state.identity());
      assertEquals(renewed, state.identity());
    }
  }

  private void join() {
    try (var state = StateFolder.create(folder)) {
      state.save(CONFIG, identity);
    }
  }

  private void rewrite(String from, String to) throws Exception {
    var file = folder.resolve("agent.properties");
    Files.writeString(file, Files.readString(file).replace(from, to));
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String refusal(Executable call) {
    return String.valueOf(assertThrows(ExitException.class, call).getMessage());
  }
}
