package dev.parallax.agent.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.agent.AgentMain;
import dev.parallax.agent.probe.BadSslServers;
import dev.parallax.agent.probe.Probes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The text of {@code parallax-agent probe} for each subdomain of badssl.com, as stored. {@code
 * -Dgolden=write} stores the actual text instead. Values that differ from run to run are letters.
 */
class BadSslTextTest {
  private static final Path STORED =
      Path.of("src/test/resources/dev/parallax/agent/command/badssl.txt");

  /** Slow to generate, and the text is that of the shorter key. */
  private static final String LONG_KEY = "rsa4096";

  @TempDir Path folder;

  @Test
  void textOfEachSubdomain_isTheStoredText() throws Exception {
    var servers = new BadSslServers();
    var bundle = folder.resolve("root.pem");
    Files.writeString(bundle, pem(servers.root().getEncoded()));
    var text = new StringBuilder();
    for (var name : servers.names()) {
      if (name.equals(LONG_KEY)) {
        continue;
      }
      try (var peer = servers.start(name)) {
        text.append("== ")
            .append(name)
            .append('\n')
            .append(probe(peer.port(), bundle))
            .append('\n');
      }
    }
    check(text.toString());
  }

  private static String probe(int port, Path bundle) {
    var out = new StringWriter();
    var printer = new PrintWriter(out, true);
    var target = "https://" + Probes.HOST + ":" + port + "@127.0.0.1";
    var words =
        new String[] {"probe", target, "--ca-bundle", bundle.toString(), "--allow", "127.0.0.0/8"};
    int exit = AgentMain.run(words, Map.of(), Clock.systemUTC(), printer, printer);
    return steady(out.toString().replace("port " + port, "port P")) + "exit " + exit + "\n";
  }

  /** Without times, dates, ports of this host, hashes, and lengths that the signatures vary. */
  private static String steady(String text) {
    return text.replaceAll("[0-9]+\\.[0-9]{2} ms", "T ms")
        .replaceAll("after [0-9]+ ms", "after T ms")
        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "DATE")
        .replaceAll("from port [0-9]+", "from port P")
        .replaceAll("(?m)^  agent .*\\n", "")
        .replaceAll(" rtt T ms min T ms( [0-9]+ retransmitted)? mss [0-9]+", "")
        .replaceAll("[0-9a-f]{64}", "HASH")
        .replaceAll("[0-9]+ received in", "N received in")
        .replaceAll("N received in [0-9]+ records?", "N received in M records")
        .replaceAll("received [0-9]+ bytes", "received N bytes");
  }

  private static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }

  private static void check(String actual) throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(STORED.getParent());
      Files.writeString(STORED, actual);
    }
    assertEquals(Files.readString(STORED), actual, "run with -Dgolden=write");
  }
}
