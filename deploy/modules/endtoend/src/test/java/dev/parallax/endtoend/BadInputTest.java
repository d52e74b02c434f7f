package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Invalid input: one line with the value and the expectation, the right exit code, nothing lost, no
 * hang.
 */
final class BadInputTest {
  @TempDir static Path folder;
  private static Site site;

  @BeforeAll
  static void start() {
    site = Site.start(folder);
    site.agent("a1");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "site.test:99999 | a port is 1 to 65535, got: 99999",
        "site.test:http | a port is 1 to 65535, got: http",
        "gopher://site.test | a scheme is one of https, http, tls, wss, ws, smtp, imap, pop3, ldap,"
            + " postgres, mysql, xmpp, tcp, got: gopher",
        "https://:443/ | got: https://:443/",
        "site.test@nowhere | got: site.test@nowhere",
      })
  void malformedTarget(String target, String expected) {
    assertComplaint(2, expected, site.here("sweep", target));
  }

  @Test
  void routeOfTheOtherFamily() {
    assertComplaint(
        2,
        "with IPv6 alone a route inside is no other address, got: 127.0.0.1",
        site.here("sweep", "-6", "site.test", "--inside", "a1=127.0.0.1"));
  }

  @Test
  void selectorThatMatchesNobody() {
    assertComplaint(2, "vantages, got: mars", site.here("sweep", "site.test", "--from", "mars"));
  }

  @Test
  void malformedSelector() {
    assertComplaint(2, "got: eu++ap", site.here("sweep", "site.test", "--from", "eu++ap"));
  }

  @Test
  void insideThatMatchesNobody() {
    assertComplaint(2, "got: mars", site.here("sweep", "site.test", "--inside", "mars"));
  }

  @Test
  void sweepThatNeverWas() {
    assertComplaint(2, "got: 19990101-000000-abcd", site.here("report", "19990101-000000-abcd"));
  }

  @Test
  void coordinatorThatIsNotThere() {
    var port = Site.closedPort();
    var ended =
        CommandHere.run(
            Program.PARALLAX,
            "vantages",
            "--coordinator",
            "127.0.0.1:" + port,
            "--identity",
            site.data().resolve("operator").toString());

    assertComplaint(3, "127.0.0.1:" + port, ended);
  }

  @Test
  void coordinatorWhoseNameIsUnknown() {
    var ended =
        CommandHere.run(
            Program.PARALLAX,
            "vantages",
            "--coordinator",
            "nowhere.invalid:7443",
            "--identity",
            site.data().resolve("operator").toString());

    assertComplaint(3, "nowhere.invalid", ended);
  }

  @Test
  void tokenUsedTwice() {
    var token = site.token();
    assertEquals(0, site.join(token, "b1").exit());

    assertComplaint(3, "is used up", site.join(token, "b2"));
  }

  @Test
  void tokenForged() throws IOException {
    var text = Files.readString(site.token()).strip();
    var forged = text.substring(0, text.lastIndexOf('.') + 1) + "A".repeat(43);

    assertComplaint(3, "has a wrong secret", site.join(site.file("forged", forged), "c1"));
  }

  @Test
  void tokenRevoked() throws IOException {
    var token = site.token();
    assertEquals(
        0, site.here("token", "revoke", Files.readString(token).split("\\.", -1)[2]).exit());

    assertComplaint(3, "is revoked", site.join(token, "d1"));
  }

  @Test
  void tokenThatIsNone() {
    assertComplaint(2, "a join token looks like", site.join(site.file("none", "hello"), "e1"));
  }

  @Test
  void tokenOfAnotherCoordinator() throws IOException {
    var other = Files.createDirectory(folder.resolve("other"));
    try (var elsewhere = Site.start(other)) {
      var ended = site.join(elsewhere.token(), "f1");

      assertComplaint(3, "is not the one this token is for", ended);
    }
  }

  @Test
  void nameThatIsTaken() {
    var folderOfItsOwn = site.folder().resolve("again");
    var ended =
        CommandHere.run(
            Program.AGENT,
            "join",
            site.address(),
            "--token-file",
            site.token().toString(),
            "--name",
            "a1",
            "--state",
            folderOfItsOwn.toString());

    assertComplaint(3, "a1", ended);
  }

  @Test
  void secondCoordinatorOnOneDataFolder() {
    var ended =
        Program.run(
            Program.PARALLAX,
            folder,
            "serve",
            "--data",
            site.data().toString(),
            "--listen",
            "127.0.0.1:0");

    assertComplaint(2, "another coordinator", ended);
    assertTrue(site.isReady("a1"));
  }

  @Test
  void dataFolderFromANewerVersion() throws IOException {
    var data = Files.createDirectory(folder.resolve("newer"));
    Files.writeString(data.resolve("format"), "99");
    var before = contents(data);
    var ended =
        Program.run(
            Program.PARALLAX,
            folder,
            "serve",
            "--data",
            data.toString(),
            "--listen",
            "127.0.0.1:0");

    assertComplaint(2, "99", ended);
    assertTrue(contents(data).containsAll(before));
    assertEquals("99", Files.readString(data.resolve("format")));
  }

  @Test
  void addressThatIsTaken() {
    var ended =
        Program.run(
            Program.PARALLAX,
            folder,
            "serve",
            "--data",
            folder.resolve("taken").toString(),
            "--listen",
            site.address());

    assertComplaint(2, "Address already in use", ended);
  }

  @Test
  void unknownHostIsSeenNotRefused() {
    var ended = site.parallax("sweep", "nowhere.invalid", "--deadline", "15s", "-o", "json");

    assertEquals(
        0, ended.err().lines().filter(line -> line.startsWith("parallax:")).count(), ended::err);
    assertTrue(ended.out().contains("dns_nxdomain_error"), ended::toString);
    assertEquals(4, ended.exit(), "one vantage alone cannot tell: " + ended);
  }

  private static List<String> contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertComplaint(int exit, String expected, Program.Ended ended) {
    assertEquals(exit, ended.exit(), ended::toString);
    assertEquals(1, ended.err().strip().lines().count(), ended::err);
    assertTrue(ended.complaint().contains(expected), ended::err);
  }
}
