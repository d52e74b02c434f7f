package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.pkitesting.X509Bundle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code openssl s_server -www} on 127.0.0.1: a TLS stack that is not ours. */
final class OpenSslServer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/openssl");

  private final Process process;
  private final int port;

  private OpenSslServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Skips the test where there is no OpenSSL. */
  static OpenSslServer start(Path folder, X509Bundle identity, String... more) throws IOException {
    assumeTrue(Files.isExecutable(PROGRAM), PROGRAM + " is not installed here");
    var key = Files.writeString(folder.resolve("key.pem"), identity.getPrivateKeyPEM());
    var chain = Files.writeString(folder.resolve("chain.pem"), identity.getCertificatePathPEM());
    var command =
        new ArrayList<>(
            List.of(PROGRAM.toString(), "s_server", "-accept", "127.0.0.1:0", "-www", "-key"));
    command.addAll(List.of(key.toString(), "-cert", chain.toString()));
    command.addAll(List.of(more));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new OpenSslServer(process, port(process));
  }

  /** It prints {@code ACCEPT 127.0.0.1:port} once it listens. */
  private static int port(Process process) throws IOException {
    var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    var seen = new StringBuilder();
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      seen.append(line).append('\n');
      if (line.startsWith("ACCEPT 127.0.0.1:")) {
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1).strip());
      }
    }
    throw new IOException("openssl s_server did not start: " + seen);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
