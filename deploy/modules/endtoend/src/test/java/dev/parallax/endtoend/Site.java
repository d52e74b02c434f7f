package dev.parallax.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** One coordinator process and the agents that joined it, in a folder of their own. */
final class Site implements AutoCloseable {
  private static final int LOWEST_PORT = 12_000;
  private static final int HIGHEST_PORT = 20_000;
  private static final int PORT_ATTEMPTS = 100;

  private final Path folder;
  private final List<String> options;
  private final List<Program> agents = new ArrayList<>();
  private final NoSuchName resolver = new NoSuchName();
  private Program coordinator;

  private Site(Path folder, List<String> options, Program coordinator) {
    this.folder = folder;
    this.options = options;
    this.coordinator = coordinator;
  }

  /**
   * A coordinator that listens; its reference, by default, is a loopback port without a listener.
   */
  static Site start(Path folder, String... more) {
    return start(List.of(), folder, more);
  }

  /**
   * As {@link #start(Path, String...)}.
   *
   * @param options of the coordinator's Java virtual machine
   */
  static Site start(List<String> options, Path folder, String... more) {
    var data = folder.resolve("data");
    var site = new Site(folder, options, serve(options, folder, data, "127.0.0.1:0", more));
    site.awaitAddress();
    return site;
  }

  /**
   * As {@link #start(List, Path, String...)}, at a port that is known before.
   *
   * @param listen {@code HOST:PORT}
   */
  static Site startAt(String listen, List<String> options, Path folder, String... more) {
    var data = folder.resolve("data");
    var site = new Site(folder, options, serve(options, folder, data, listen, more));
    site.awaitAddress();
    return site;
  }

  /** Another coordinator beside the first, which may not listen yet. */
  Program beside(Path data, String listen, String... more) {
    return serve(options, folder, data, listen, more);
  }

  /** Starts another coordinator, with a data folder of its own, in the place of the first. */
  void succeed(Path data, String... more) {
    coordinator = serve(options, folder, data, lastAddress(), more);
    awaitAddress();
  }

  /** Starts the coordinator again on the same port, so that its agents find it. */
  void restart(String... more) {
    var address = lastAddress();
    coordinator.close();
    coordinator = serve(options, folder, data(), address, more);
    awaitAddress();
  }

  private static Program serve(
      List<String> options, Path folder, Path data, String listen, String... more) {
    var arguments = new ArrayList<>(List.of("serve", "--data", data.toString()));
    arguments.addAll(List.of("--listen", listen));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--reference")) {
      arguments.addAll(List.of("--reference", "tls://127.0.0.1:9"));
    }
    // No name server on loopback: the machine's own resolver receives no test names.
    arguments.addAll(List.of("--own-resolver", "127.0.0.1:9"));
    return Program.start(options, Program.PARALLAX, folder, arguments.toArray(String[]::new));
  }

  private void awaitAddress() {
    Await.until(
        "listening: " + coordinator.err(),
        () -> coordinator.err().contains("listening on ") || !coordinator.isAlive());
    if (!coordinator.isAlive()) {
      throw new AssertionError(coordinator.err());
    }
  }

  private String lastAddress() {
    try {
      return Files.readString(data().resolve("address")).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Path data() {
    return folder.resolve("data");
  }

  Path folder() {
    return folder;
  }

  String address() {
    return lastAddress();
  }

  Program coordinator() {
    return coordinator;
  }

  Program.Ended parallax(String... arguments) {
    return Program.run(Program.PARALLAX, folder, with(arguments, "--data", data().toString()));
  }

  /** As {@link #parallax}, in this process. */
  Program.Ended here(String... arguments) {
    return CommandHere.run(Program.PARALLAX, with(arguments, "--data", data().toString()));
  }

  Program startParallax(String... arguments) {
    return Program.start(Program.PARALLAX, folder, with(arguments, "--data", data().toString()));
  }

  /** A token as an operator hands it over: in a file. */
  Path token(String... arguments) {
    var command = new ArrayList<>(List.of("token", "create", "--token-only"));
    command.addAll(List.of(arguments));
    var ended = here(command.toArray(String[]::new));
    if (ended.exit() != 0) {
      throw new AssertionError(ended);
    }
    return file("token", ended.out());
  }

  Path file(String name, String content) {
    try {
      return Files.writeString(Files.createTempFile(folder, name, ".txt"), content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  Program.Ended join(Path token, String name) {
    return join(address(), token, name);
  }

  Program.Ended join(String coordinatorAddress, Path token, String name, String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "join",
                coordinatorAddress,
                "--token-file",
                token.toString(),
                "--name",
                name,
                "--state",
                folder.resolve(name).toString(),
                "--allow",
                "127.0.0.0/8"));
    if (!List.of(more).contains("--resolver")) {
      arguments.addAll(List.of("--resolver", resolver.address()));
    }
    return CommandHere.run(Program.AGENT, with(arguments.toArray(String[]::new), more));
  }

  /** A responder may be reached through another address than the link comes from. */
  private static String[] labels(String name, List<String> options) {
    var labels = new ArrayList<>(List.of("--label", "isp=" + name));
    int responder = options.indexOf("--responder");
    if (responder >= 0) {
      labels.addAll(List.of("--label", "responder=" + options.get(responder + 1)));
    }
    return labels.toArray(String[]::new);
  }

  /** Joins and runs an agent, and waits until the coordinator calls it ready. */
  Program agent(String name, String... more) {
    var joined = join(address(), token(labels(name, List.of(more))), name, more);
    if (joined.exit() != 0) {
      throw new AssertionError(joined);
    }
    return runAgent(name);
  }

  /** Runs an agent that has joined, and waits until the coordinator calls it ready. */
  Program runAgent(String name) {
    var agent = Program.start(Program.AGENT, folder, "run", "--state", state(name).toString());
    agents.add(agent);
    Await.until(name + " ready", () -> isReady(name));
    return agent;
  }

  /** The state folder of an agent. */
  Path state(String name) {
    return folder.resolve(name);
  }

  boolean isReady(String name) {
    return here("vantages", "show", name).out().contains("ready");
  }

  /**
   * A loopback port without a listener, below the ports that the kernel gives to other tests
   * (net.ipv4.ip_local_port_range).
   */
  static int closedPort() {
    for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (var socket = new Socket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (BindException taken) {
        // The next attempt has another port.
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
    throw new AssertionError("no free port in " + LOWEST_PORT + " to " + HIGHEST_PORT);
  }

  @Override
  public void close() {
    agents.forEach(Program::close);
    coordinator.close();
    resolver.close();
  }

  private static String[] with(String[] arguments, String... more) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
