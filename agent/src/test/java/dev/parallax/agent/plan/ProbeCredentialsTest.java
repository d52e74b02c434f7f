package dev.parallax.agent.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.AgentMain;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code parallax-agent probe --credentials}, over real TLS. */
final class ProbeCredentialsTest {
  private static final String HOST = "site.example.com";
  private static final String SECRET = "s3cret-t0ken-of-the-shop";

  @TempDir static Path folder;
  private static X509Bundle site;
  private static String bundle = "";
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void issue() throws Exception {
    site =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=" + HOST)
            .addSanDnsName(HOST)
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    bundle = Files.writeString(folder.resolve("ca.pem"), site.getCertificatePEM()).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void ownOrigin_receivesThem_andNoOutputShowsThem(String format) throws Exception {
    try (var server = server()) {
      var file = file("shop https://%s:%d bearer %s".formatted(HOST, server.port(), SECRET), 600);

      int exit =
          probe(server, "--credentials", file, "--request", "credentials=shop", "-o", format);

      assertEquals(0, exit, () -> "" + out + err);
      var head = server.requests.getFirst();
      assertTrue(head.contains("\r\nAuthorization: Bearer " + SECRET + "\r\n"), head);
      assertFalse((out + "" + err).contains(SECRET), () -> "" + out + err);
    }
  }

  /** The arms that go elsewhere, or present another name, name no credentials. */
  @Test
  void otherArms_doNotReceiveThem() throws Exception {
    try (var server = server()) {
      var file = file("shop https://%s:%d bearer %s".formatted(HOST, server.port(), SECRET), 600);
      var arms = "base,no_sni,control_sni";

      probe(server, "--credentials", file, "--request", "credentials=shop", "--arm", arms);

      assertEquals(1, server.requests.stream().filter(head -> head.contains(SECRET)).count());
      assertFalse((out + "" + err).contains(SECRET), () -> "" + out + err);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shop https://other.example bearer hunter2|600|are for https://other.example:443, got",
        "mail https://other.example bearer hunter2|600|the credentials shop, got none of that name",
        "shop https://other.example hunter2|600|line 1: expected NAME https://HOST[:PORT]",
        "shop https://other.example bearer hunter2|644|can be read by every user; chmod 600 it",
      })
  void unusableFile_isNamedWithoutItsSecret(String line, int mode, String words) throws Exception {
    try (var server = server()) {
      var file = file(line, mode);

      int exit = probe(server, "--credentials", file, "--request", "credentials=shop");

      assertEquals(2, exit, () -> "" + out + err);
      assertTrue(err.toString().contains("--credentials: "), err::toString);
      assertTrue(err.toString().contains(words), err::toString);
      assertFalse((out + "" + err).contains("hunter2"), err::toString);
      assertEquals(List.of(), server.requests);
    }
  }

  @Test
  void withoutAFile_theNameIsRefused() throws Exception {
    try (var server = server()) {
      assertEquals(2, probe(server, "--request", "credentials=shop"));
      assertTrue(
          err.toString().contains("a file with the credentials shop, got no file"), err::toString);
    }
  }

  /** A server repeats what it received in its title and in a header. */
  private static RecordingTlsServer server() throws Exception {
    return new RecordingTlsServer(
        site,
        head ->
            "HTTP/1.1 200 OK\r\nServer: "
                + SECRET
                + "\r\nContent-Type: text/html\r\nContent-Length: "
                + (SECRET.length() + 15)
                + "\r\n\r\n<title>"
                + SECRET
                + "</title>");
  }

  private int probe(RecordingTlsServer server, String... more) {
    var arguments =
        new ArrayList<>(List.of("probe", "https://%s:%d@127.0.0.1".formatted(HOST, server.port())));
    arguments.addAll(List.of("--allow", "127.0.0.0/8", "--ca-bundle", bundle));
    arguments.addAll(List.of(more));
    return AgentMain.run(
        arguments.toArray(String[]::new),
        Map.of(),
        Clock.systemUTC(),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  private static String file(String line, int mode) throws Exception {
    var file = Files.writeString(Files.createTempFile(folder, "credentials", ""), line + "\n");
    var permissions = PosixFilePermissions.fromString(mode == 600 ? "rw-------" : "rw-r--r--");
    return Files.setPosixFilePermissions(file, permissions).toString();
  }
}
