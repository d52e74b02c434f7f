package dev.parallax.coordinator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.installer.AgentPackages;
import dev.parallax.model.value.Bytes;
import dev.parallax.v1.CoordinatorMessage.KindCase;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the coordinator's port answers to a client that does not choose HTTP/2. */
@Timeout(60)
final class InstallerTest {
  private static final String PACKAGE = "parallax-agent_1.2.3_amd64.deb";
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private byte[] content = {};
  private Stage stage;

  @BeforeEach
  void start() throws Exception {
    content = new byte[8 * MEGABYTE];
    new Random(1).nextBytes(content);
    var packages = Files.createDirectory(folder.resolve("packages"));
    Files.write(packages.resolve(PACKAGE), content);
    Files.writeString(packages.resolve("secret"), "secret");
    var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    Files.writeString(packages.resolve("SHA256SUMS"), sum + "  " + PACKAGE + "\n");
    stage = Stage.withPackages(folder.resolve("data"), AgentPackages.read(packages));
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", ""})
  void withoutHttp2_theCertificateAndTheScriptAreServed(String protocol) throws Exception {
    var authority = get(protocol, "/ca.pem");
    assertEquals("HTTP/1.1 200 OK", authority.status());
    assertEquals(Files.readString(folder.resolve("data/operator/ca.pem")), authority.text());
    var script = get(protocol, "/agent.sh");
    assertEquals("HTTP/1.1 200 OK", script.status());
    assertTrue(script.text().contains("coordinator='127.0.0.1:" + stage.address().getPort() + "'"));
    assertTrue(script.text().contains(PACKAGE));
    assertFalse(script.text().matches("(?s).*@[A-Z]+@.*"), "no placeholder is left");
  }

  @Test
  void packageIsServedWhole() throws Exception {
    assertArrayEquals(content, get("http/1.1", "/packages/" + PACKAGE).body().toArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/packages/",
        "/packages/secret",
        "/packages/../data/ca/key.pem",
        "/packages/%2e%2e/data/ca/key.pem",
        "//etc/passwd",
        "/parallax.v1.OperatorService/ListVantages"
      })
  void nothingElseIsServed(String path) throws Exception {
    assertEquals("HTTP/1.1 404 Not Found", get("http/1.1", path).status());
  }

  @Test
  void requestThatIsNoGet_orTooLong_isRefused() throws Exception {
    assertEquals(
        "HTTP/1.1 405 Method Not Allowed",
        exchange("http/1.1", "POST /ca.pem HTTP/1.1\r\nContent-Length: 2\r\n\r\nab").status());
    assertEquals("HTTP/1.1 400 Bad Request", get("http/1.1", "/" + "a".repeat(2_000)).status());
  }

  @Test
  void downloadsOfOneNetwork_areBounded_andLeaveAgentsTheirRoom() throws Exception {
    var open = new ArrayList<SSLSocket>();
    try {
      for (int i = 0; i < 4; i++) {
        var socket = open("http/1.1", "127.0.0.2");
        open.add(socket);
        send(socket, request("/packages/" + PACKAGE));
        assertEquals('H', socket.getInputStream().read());
      }
      try (var fifth = open("http/1.1", "127.0.0.2")) {
        send(fifth, request("/packages/" + PACKAGE));
        assertEquals(
            "HTTP/1.1 503 Service Unavailable",
            Response.of(fifth.getInputStream().readAllBytes()).status());
      }
      assertArrayEquals(content, get("http/1.1", "/packages/" + PACKAGE).body().toArray());
      stage.agent("eu-1").await(KindCase.HEARTBEAT);
    } finally {
      for (var socket : open) {
        socket.close();
      }
    }
  }

  private Response get(String protocol, String path) throws Exception {
    return exchange(protocol, request(path));
  }

  private static String request(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: coordinator\r\n\r\n";
  }

  private Response exchange(String protocol, String request) throws Exception {
    try (var socket = open(protocol, "127.0.0.1")) {
      send(socket, request);
      return Response.of(socket.getInputStream().readAllBytes());
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
  }

  private SSLSocket open(String protocol, String from) throws Exception {
    var tls = SSLContext.getInstance("TLSv1.3");
    tls.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    var plain = new Socket();
    plain.setReceiveBufferSize(16 * 1_024);
    plain.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
    plain.connect(stage.address());
    plain.setSoTimeout(30_000);
    var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, "coordinator", 1, true);
    if (!protocol.isEmpty()) {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {protocol});
      socket.setSSLParameters(parameters);
    }
    socket.startHandshake();
    return socket;
  }

  /** A response that ends with its connection. */
  private record Response(List<String> head, Bytes body) {
    static Response of(byte[] bytes) {
      int end = new String(bytes, ISO_8859_1).indexOf("\r\n\r\n");
      if (end < 0) {
        throw new UncheckedIOException(new IOException("no HTTP response of " + bytes.length));
      }
      return new Response(
          new String(bytes, 0, end, UTF_8).lines().toList(),
          Bytes.copyOf(Arrays.copyOfRange(bytes, end + 4, bytes.length)));
    }

    String status() {
      return head.getFirst();
    }

    String text() {
      return new String(body.toArray(), UTF_8);
    }
  }
}
