package dev.parallax.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program receives the datagrams: Perl, which is part of every Debian. */
final class ServiceManagerTest {
  private static final long OWN = ProcessHandle.current().pid();

  private static final String RECEIVER =
      """
      use Socket;
      my ($name, $count) = @ARGV;
      $name =~ s/^@/\\0/;
      socket(my $s, AF_UNIX, SOCK_DGRAM, 0) or die "socket: $!";
      bind($s, pack_sockaddr_un($name)) or die "bind: $!";
      $| = 1;
      print "bound\\n";
      for (1 .. $count) { recv($s, my $text, 4096, 0); print "$text\\n"; }
      """;

  @TempDir private Path folder;

  @Test
  void readyAliveStatusAndStoppingArriveAtAPath() throws IOException, InterruptedException {
    assertEquals(
        List.of("READY=1", "STATUS=connected", "WATCHDOG=1", "STOPPING=1"),
        received(folder.resolve("notify").toString()));
  }

  @Test
  void theSameAtAnAbstractName() throws IOException, InterruptedException {
    assertEquals(4, received("@parallax-test-" + OWN).size());
  }

  private static List<String> received(String address) throws IOException, InterruptedException {
    var receiver = new ProcessBuilder("perl", "-e", RECEIVER, address, "4").start();
    try (var lines = receiver.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("bound", lines.readLine());
      var manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", address), OWN);
      manager.ready();
      manager.status("connected");
      manager.alive();
      manager.stopping();
      var all = new ArrayList<String>();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        all.add(line);
      }
      assertTrue(receiver.waitFor(10, TimeUnit.SECONDS));
      return all;
    } finally {
      receiver.destroyForcibly();
    }
  }

  @Test
  void aStatusOfTwoLinesStaysOne() throws IOException, InterruptedException {
    var socket = folder.resolve("one").toString();
    var receiver = new ProcessBuilder("perl", "-e", RECEIVER, socket, "1").start();
    try (var lines = receiver.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("bound", lines.readLine());
      ServiceManager.of(Map.of("NOTIFY_SOCKET", socket), OWN).status("a\nREADY=1");
      assertEquals("STATUS=a\\nREADY=1", lines.readLine());
    } finally {
      receiver.destroyForcibly();
    }
  }

  @Test
  void nothingIsSentWithoutAServiceManager() {
    ServiceManager.none().ready();
    ServiceManager.of(Map.of(), OWN).ready();
    ServiceManager.of(Map.of("NOTIFY_SOCKET", "vsock:2:1234"), OWN).ready();
  }

  @Test
  void aServiceManagerThatIsGoneIsNoError() {
    var gone = folder.resolve("gone").toString();
    assertTrue(Files.notExists(Path.of(gone)));
    ServiceManager.of(Map.of("NOTIFY_SOCKET", gone), OWN).alive();
  }

  @Test
  void theWatchdogIsFedThreeTimesInItsTimeout() {
    assertEquals(
        Optional.of(Duration.ofSeconds(20)), interval(Map.of("WATCHDOG_USEC", "60000000")));
    assertEquals(
        Optional.of(Duration.ofSeconds(20)),
        interval(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", String.valueOf(OWN))));
  }

  @Test
  void aWatchdogOfAnotherProcessOrWithoutANumberIsNone() {
    assertEquals(
        Optional.empty(), interval(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "1")));
    for (var text : List.of("", "0", "-1", "soon", "99999999999999999999")) {
      assertEquals(Optional.empty(), interval(Map.of("WATCHDOG_USEC", text)), text);
    }
    assertEquals(
        Optional.empty(),
        ServiceManager.of(Map.of("WATCHDOG_USEC", "60000000"), OWN).watchdogInterval());
  }

  private Optional<Duration> interval(Map<String, String> watchdog) {
    var environment = new HashMap<>(watchdog);
    environment.put("NOTIFY_SOCKET", folder.resolve("none").toString());
    return ServiceManager.of(environment, OWN).watchdogInterval();
  }
}
