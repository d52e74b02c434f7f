package dev.parallax.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any invalid input: one line with the value, the right exit code, nothing on standard output. */
final class CommandLineErrorTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | a command is expected, one of serve, token, vantages, operators",
        "teleport | teleport",
        "sweep | a target is expected",
        "sweep --colour a.example | --colour",
        "sweep a.example:99999 | a port is 1 to 65535, got: 99999",
        "sweep a.example:x | a port is 1 to 65535, got: x",
        "sweep ftp://a.example | a scheme is one of https, http, tls, wss, ws, smtp, imap, pop3,"
            + " ldap, postgres, mysql, xmpp, tcp, got: ftp",
        "sweep a..example | a host is a DNS name or an address, got: a..example",
        "sweep a.example@nowhere | a target is host,",
        "sweep a.example --trials x | 'x' is not an int",
        "sweep a.example --trials 0 | --trials: expected 1 to 100, got: 0",
        "sweep a.example --trials 101 | --trials: expected 1 to 100, got: 101",
        "sweep a.example --rounds 0 | --rounds: expected 1 to 10, got: 0",
        "sweep a.example --rounds x | 'x' is not an int",
        "sweep a.example --max-handshakes 0 | --max-handshakes: expected 1 to 1000000000, got: 0",
        "sweep a.example --max-handshakes -5 | --max-handshakes: expected 1 to 1000000000, got: -5",
        "sweep a.example --deadline 20 | expected a duration like 500ms, 2s or 1m, got: 20",
        "sweep a.example --deadline 0s | expected a duration like 500ms, 2s or 1m, got: 0s",
        "sweep a.example --timeout fast | expected a duration like 500ms, 2s or 1m, got: fast",
        "sweep a.example --fail-on all | vantage, path, region, origin, never, got: all",
        "sweep a.example --min-vantages 0 | --min-vantages: at least 1 vantage must answer, got: 0",
        "sweep a.example -o pdf | -o: a format is one of text, wide, json, jsonl, html,"
            + " markdown, junit, csv, prom, github, got: pdf",
        "sweep a.example -o json= | -o: after = comes a file, got: json=",
        "sweep a.example -4 -6 | -4 and -6 exclude each other",
        "sweep -6 a.example@192.0.2.1 | -6: expected a name or an IPv6 address, got:"
            + " https://a.example@192.0.2.1",
        "sweep -4 [2001:db8::1] | -4: expected a name or an IPv4 address, got:",
        "sweep a.example -q -v | -q and -v exclude each other",
        "sweep a.example -o text -J | one format at most goes to standard output",
        "sweep a.example -o json=/nonexistent/x.json | there is no folder /nonexistent",
        "sweep a.example -o json=/ | -o: expected a file, got a folder: /",
        "sweep a.example -l /nonexistent/list | -l: cannot read /nonexistent/list: no such file",
        "sweep a.example --inside lan=10.0.0.999 | a route is an IP address, got: 10.0.0.999",
        "sweep a.example --inside =10.0.0.1 | --inside: expected SELECTOR or SELECTOR=ADDRESS",
        "sweep a.example --coordinator nowhere | HOST:PORT with a port of 1 to 65535, got: nowhere",
        "sweep a.example --coordinator h:70000 | a port of 1 to 65535, got: h:70000",
        "token | Missing required parameter",
        "token steal | token: expected create, ls or revoke, got: steal",
        "token revoke | token revoke: expected a token's id",
        "token ls --uses 3 | --label, --uses, --ttl, --wget and --token-only go with create, got:"
            + " ls",
        "token create --uses 0 | --uses: expected 1 to 10000, got: 0",
        "token create --label nonsense | nonsense",
        "vantages paint | vantages: expected ls, show, revoke, drain or upgrade, got: paint",
        "doctor planet | doctor: expected fleet or nothing, got: planet",
        "vantages revoke | vantages revoke: expected a vantage's name",
        "sweeps --limit 0 | --limit: expected 1 or more, got: 0",
        "report | Missing required parameter",
        "serve --ca-bundle /nonexistent/ca.pem | /nonexistent/ca.pem does not exist",
        "attribute /nonexistent/x.json | /nonexistent/x.json: no such file",
      })
  void isRefusedAsUsage(String line, String expected) {
    refused(2, expected, line.isEmpty() ? new String[0] : line.split(" ", -1));
  }

  @Test
  void aDataFolderWithoutCoordinator() {
    refused(3, "no coordinator has run with data folder /nonexistent/parallax", "sweeps");
    refused(
        3, "no coordinator has run with data folder " + folder, "sweeps", "--data", folder + "");
  }

  @Test
  void anIdentityThatIsNotThere() throws IOException {
    Files.writeString(folder.resolve("address"), "127.0.0.1:1\n");
    var expected = folder.resolve("operator/ca.pem") + ": no such file";
    refused(2, expected, "sweeps", "--data", folder.toString());
  }

  @Test
  void anIdentityThatIsNotPem() throws IOException {
    for (var name : new String[] {"ca.pem", "cert.pem", "key.pem"}) {
      Files.writeString(folder.resolve(name), "hello");
    }
    refused(
        2,
        "operator identity in " + folder + " is not PEM",
        "sweeps",
        "--coordinator",
        "127.0.0.1:1",
        "--identity",
        folder.toString());
  }

  @Test
  void aListWithABadLineNamesFileAndLine() throws IOException {
    var list = folder.resolve("targets");
    Files.writeString(list, "# ours\na.example\n\nb.example:0 # bad\n");
    refused(2, list + " line 4: a port is 1 to 65535, got: 0", "sweep", "-l", list.toString());
  }

  @Test
  void aDocumentThatIsNoReport() throws IOException {
    var file = folder.resolve("x.json");
    Files.writeString(file, "{\"schemaVersion\": 2}");
    var expected = file + ": $.schemaVersion: expected at most 1, this one is newer, got 2";
    refused(2, expected, "attribute", file.toString());
  }

  @Test
  void escapesInAnArgumentAreNotEchoed() {
    var terminal = new Terminal();
    assertEquals(2, terminal.run("sweep", "\u001b[31mx y\nz"));
    assertEquals(1, terminal.err().lines().count());
    assertTrue(terminal.err().indexOf('\u001b') < 0);
  }

  @Test
  void nothingIsLeftBehindByARefusal() throws IOException {
    refused(3, "no coordinator", "sweep", "a.example", "-o", "json=" + folder.resolve("x.json"));
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  private static void refused(int code, String expected, String... arguments) {
    var terminal = new Terminal();
    var actual = terminal.run(arguments);
    assertAll(
        () -> assertEquals(code, actual, terminal.err()),
        () -> assertEquals("", terminal.out()),
        () -> assertEquals(1, terminal.err().lines().count(), terminal.err()),
        () -> assertTrue(terminal.err().startsWith("parallax: "), terminal.err()),
        () -> assertTrue(terminal.err().contains(expected), terminal.err()));
  }
}
