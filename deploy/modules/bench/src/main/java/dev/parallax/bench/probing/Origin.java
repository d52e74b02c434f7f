package dev.parallax.bench.probing;

import dev.parallax.stage.Authority;
import dev.parallax.stage.Processes;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Debian's nginx on loopback ports, with a P-256 certificate of an authority created for this run;
 * one worker, no session tickets, so that every handshake is a full handshake.
 */
public final class Origin implements AutoCloseable {
  public static final String NAME = "www.bench.test";
  public static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration VALID = Duration.ofDays(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Process process;
  private final Path authority;
  private final List<Integer> ports;

  private Origin(Process process, Path authority, List<Integer> ports) {
    this.process = process;
    this.authority = authority;
    this.ports = ports;
  }

  /** Listens at this many ports when it returns. */
  public static Origin start(Processes processes, Path folder, int ports)
      throws StageFailure, IOException, InterruptedException {
    Files.createDirectories(folder);
    certify(folder);
    var free = freePorts(ports);
    var file = folder.resolve("nginx.conf");
    Files.writeString(file, configuration(folder, listens(free)));
    var process =
        processes.start(
            new ProcessBuilder("nginx", "-p", folder.toString(), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile()));
    var origin = new Origin(process, folder.resolve("ca.pem"), free);
    for (int port : free) {
      origin.await(port, folder.resolve("nginx.log"));
    }
    return origin;
  }

  private static String configuration(Path folder, String listens) {
    return """
    daemon off;
    worker_processes 1;
    pid %1$s/nginx.pid;
    error_log stderr error;
    events { worker_connections 4096; }
    http {
      access_log off;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
      server {
    %2$s
        ssl_certificate %1$s/cert.pem;
        ssl_certificate_key %1$s/key.pem;
        ssl_protocols TLSv1.2 TLSv1.3;
        ssl_session_cache off;
        ssl_session_tickets off;
        location / { return 200 "<title>bench</title>"; }
      }
    }
    """
        .formatted(folder, listens);
  }

  private static String listens(List<Integer> ports) {
    return ports.stream()
        .map(port -> "    listen 127.0.0.1:" + port + " ssl backlog=1024;")
        .collect(Collectors.joining("\n"));
  }

  private static List<Integer> freePorts(int count) throws IOException {
    var held = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, ADDRESS));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (var socket : held) {
        socket.close();
      }
    }
  }

  private static void certify(Path folder) throws StageFailure, IOException {
    try {
      var now = Clock.systemUTC().instant();
      var authority = new Authority(now);
      var identity = authority.issue(NAME, now.minus(VALID), now.plus(VALID));
      Files.writeString(folder.resolve("ca.pem"), authority.pem());
      Files.writeString(
          folder.resolve("cert.pem"), pem("CERTIFICATE", identity.certificate().getEncoded()));
      Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", identity.key().getEncoded()));
    } catch (GeneralSecurityException unable) {
      throw new StageFailure("no certificate could be made: " + unable);
    }
  }

  private static String pem(String kind, byte[] der) {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }

  private void await(int port, Path log) throws StageFailure, IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!listens(port)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new StageFailure("nginx does not listen: " + Files.readString(log));
      }
      Thread.sleep(20);
    }
  }

  private static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(ADDRESS, port));
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  /** PEM of the authority its certificate is from. */
  public Path authority() {
    return authority;
  }

  public int port() {
    return ports.getFirst();
  }

  public List<Integer> ports() {
    return ports;
  }

  @Override
  public void close() {
    Processes.stop(process);
  }
}
