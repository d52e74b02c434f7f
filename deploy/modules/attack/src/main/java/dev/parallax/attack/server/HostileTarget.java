package dev.parallax.attack.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.HostileCertificates;
import dev.parallax.attack.Installation;
import dev.parallax.stage.Authority;
import dev.parallax.stage.ServerIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server that honest agents probe in mixed sweeps. */
public final class HostileTarget implements Attack {
  private static final List<String> ACTS =
      List.of(
          "deep-chain", "huge-key", "nested-leaf", "silent", "endless-body", "headers", "redirect");

  private static final String DOMAIN = ".hostile.test";
  private static final int BODY_BYTES = 200_000_000;

  /** A terminal escape, C1, a bidirectional override, and a workflow command at a line start. */
  private static final String HOSTILE_TEXT =
      "\u001b[2J\u001b]0;owned\u0007 \u0085::error::owned \u202egnp.exe =cmd|' /C calc'!A0";

  /** As much as an HTTP parser accepts in a header. */
  private static final String HOSTILE_HEADER = "=cmd|' /C calc'!A0 \u0085\u202egnp.exe";

  private static final List<String> FORBIDDEN =
      List.of("\u001b", "\u0007", "\u0085", "\u202e", "\r\n::error");

  private final String act;
  private final String sent;
  private final HostileServer server;

  private HostileTarget(String act, String sent, HostileServer server) {
    this.act = act;
    this.sent = sent;
    this.server = server;
  }

  /**
   * Starts all of them, each at an address of its own.
   *
   * @param port at which they listen
   */
  public static List<HostileTarget> all(Authority authority, int port)
      throws IOException, GeneralSecurityException {
    var all = new ArrayList<HostileTarget>();
    all.add(chain(port, "deep-chain", HostileCertificates.nestedIntermediate(name("deep-chain"))));
    all.add(chain(port, "huge-key", HostileCertificates.hugeKey(name("huge-key"))));
    all.add(chain(port, "nested-leaf", HostileCertificates.nestedExtension(name("nested-leaf"))));
    all.add(
        start(
            port,
            "silent",
            "nothing",
            socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream())));
    all.add(page(port, authority, "endless-body", "a body of 200 MB", HostileTarget::endless));
    all.add(
        page(
            port,
            authority,
            "headers",
            "terminal escapes, bidi, formulas in headers and title",
            HostileTarget::headers));
    all.add(
        page(
            port,
            authority,
            "redirect",
            "a redirect with line ends and to a foreign address",
            HostileTarget::redirect));
    return List.copyOf(all);
  }

  private static HostileTarget chain(int port, String act, List<byte[]> chain) throws IOException {
    int bytes = chain.stream().mapToInt(der -> der.length).sum();
    return start(
        port,
        act,
        "a chain of %d KB in the handshake".formatted(bytes / 1_000),
        new CertificateFlight(chain));
  }

  private static HostileTarget page(
      int port, Authority authority, String act, String sent, TlsPage.ResponseWriter answer)
      throws IOException, GeneralSecurityException {
    return start(port, act, sent, new TlsPage(identity(authority, name(act)), answer));
  }

  private static HostileTarget start(
      int port, String act, String sent, HostileServer.Service service) throws IOException {
    var address = address(ACTS.indexOf(act));
    return new HostileTarget(act, sent, HostileServer.start(address, port, service));
  }

  private static ServerIdentity identity(Authority authority, String host)
      throws GeneralSecurityException {
    var now = Instant.now();
    return authority.issue(host, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
  }

  private static String name(String act) {
    return act + DOMAIN;
  }

  /** Its DNS name. */
  public String host() {
    return name(act);
  }

  /** The address of each, by DNS name. */
  public static Map<String, InetAddress> zone() {
    var zone = new HashMap<String, InetAddress>();
    for (int number = 0; number < ACTS.size(); number++) {
      zone.put(name(ACTS.get(number)), address(number));
    }
    return Map.copyOf(zone);
  }

  private static InetAddress address(int number) {
    return InetAddress.ofLiteral("127.230.0." + (number + 1));
  }

  @Override
  public String name() {
    return "target/" + act;
  }

  /** The servers run from the beginning; mixed sweeps direct the agents to them. */
  @Override
  public String launch(Installation at) {
    return sent;
  }

  @Override
  public AttackResult judge(AttackRecord evidence) throws IOException, InterruptedException {
    // Longer than any step of an agent.
    for (int second = 0; server.open() > 0 && second < 12; second++) {
      Thread.sleep(1_000);
    }
    long leaks = evidence.mixed().stream().filter(sweep -> leaks(sweep.texts())).count();
    return AttackResult.of(
        server.accepted() > 0 && server.open() == 0 && leaks == 0,
        "%d connections, %d left open by agents%s"
            .formatted(
                server.accepted(),
                server.open(),
                leaks == 0 ? "" : ", control characters in " + leaks + " reports"));
  }

  private static boolean leaks(List<Path> texts) {
    return texts.stream().anyMatch(HostileTarget::leaks);
  }

  private static boolean leaks(Path text) {
    try {
      var content = Files.readString(text, UTF_8);
      return FORBIDDEN.stream().anyMatch(content::contains);
    } catch (IOException unreadable) {
      return true;
    }
  }

  private static void endless(OutputStream out) throws IOException {
    out.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".getBytes(ISO_8859_1));
    var block = new byte[64 * 1024];
    Arrays.fill(block, (byte) 'x');
    for (int sent = 0; sent < BODY_BYTES; sent += block.length) {
      out.write(block);
    }
  }

  private static void headers(OutputStream out) throws IOException {
    var body = "<html><title>" + HOSTILE_TEXT + "</title>" + HOSTILE_TEXT + "</html>";
    out.write(
        ("HTTP/1.1 200 OK\r\nServer: "
                + HOSTILE_HEADER
                + "\r\nVia: "
                + "v".repeat(4_000)
                + "\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(UTF_8).length
                + "\r\n\r\n"
                + body)
            .getBytes(UTF_8));
  }

  private static void redirect(OutputStream out) throws IOException {
    out.write(
        String.join(
                "\r\n",
                "HTTP/1.1 302 Found",
                "Location: https://127.240.0.9/%0d%0aHost:%20evil/\u0085",
                "Connection: keep-alive",
                "Content-Length: 0",
                "",
                "")
            .getBytes(ISO_8859_1));
  }

  @Override
  public void close() {
    server.close();
  }
}
