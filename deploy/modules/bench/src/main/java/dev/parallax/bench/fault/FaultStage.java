package dev.parallax.bench.fault;

import dev.parallax.peer.ClosedPort;
import dev.parallax.peer.DnsResponder;
import dev.parallax.peer.LinkProxy;
import dev.parallax.peer.PeerLoop;
import dev.parallax.stage.PostgresServer;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The programs, and what all fleets use: two targets and a resolver on loopback. */
final class FaultStage implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final Programs programs;
  private final Processes processes;
  private final PeerLoop loop = new PeerLoop();
  private final ClosedPort closed;
  private final ServerSocket open;
  private final String resolver;

  /** Opens the ports of the targets. */
  FaultStage(Programs programs, Processes processes) throws IOException {
    this.programs = programs;
    this.processes = processes;
    this.closed = new ClosedPort(new InetSocketAddress(LOOPBACK, 0));
    this.open = new ServerSocket(0, 0, LOOPBACK);
    this.resolver = address(DnsResponder.start(loop, new InetSocketAddress(LOOPBACK, 0), Map.of()));
    var _ = Thread.ofVirtual().name("open port").start(this::accept);
  }

  private void accept() {
    while (!open.isClosed()) {
      try {
        open.accept().close();
      } catch (IOException ended) {
        // The port is closed, or the client is gone.
      }
    }
  }

  Programs programs() {
    return programs;
  }

  Processes processes() {
    return processes;
  }

  /** A target whose port refuses connections, and a target whose port accepts them. */
  List<String> targets() {
    return List.of(
        "tls://closed.test:%d@127.0.0.1".formatted(closed.address().getPort()),
        "tcp://open.test:%d@127.0.0.1".formatted(open.getLocalPort()));
  }

  /** {@code HOST:PORT} of a resolver that knows no name. */
  String resolver() {
    return resolver;
  }

  /** A loopback address whose port is free. */
  String freeAddress() throws IOException {
    try (var socket = new ServerSocket(0, 0, LOOPBACK)) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  /**
   * @param at {@code 127.0.0.1:PORT}
   */
  static boolean accepts(String at) {
    int port = Integer.parseInt(at.substring(at.indexOf(':') + 1));
    try (var socket = new Socket(LOOPBACK, port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  /**
   * @param server {@code HOST:PORT}
   */
  LinkProxy.Listening proxy(String server) throws IOException {
    int port = Integer.parseInt(server.substring(server.indexOf(':') + 1));
    return LinkProxy.start(loop, new InetSocketAddress(LOOPBACK, port));
  }

  /** The reason why there is no PostgreSQL; empty where it is installed. */
  Optional<String> postgresObstacle() throws IOException, InterruptedException {
    return PostgresServer.obstacle(postgresProgram());
  }

  PostgresServer postgres(Path log) throws StageFailure, IOException {
    return PostgresServer.start(processes, postgresProgram(), log);
  }

  private Path postgresProgram() {
    return Objects.requireNonNull(programs.target().getParent()).resolve("postgres");
  }

  /** Copies the certificate authority of a data folder to a new data folder. */
  static void copyAuthority(Path from, Path to) throws IOException {
    var copy = Files.createDirectories(to.resolve("ca"));
    try (var files = Files.list(from.resolve("ca"))) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName().toString()));
      }
    }
  }

  private static String address(InetSocketAddress at) {
    return at.getAddress().getHostAddress() + ":" + at.getPort();
  }

  @Override
  public void close() throws IOException {
    open.close();
    closed.close();
    loop.close();
  }
}
