package dev.parallax.agent.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One iptables rule on loopback, removed by close. */
final class Firewall implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/iptables");

  private final List<String> rule;

  private Firewall(List<String> rule) throws IOException, InterruptedException {
    this.rule = rule;
    run("-I");
  }

  /** Whether this process may change rules. */
  static boolean isOurs() throws IOException, InterruptedException {
    return Files.isExecutable(PROGRAM)
        && new ProcessBuilder(PROGRAM.toString(), "-w", "-S", "INPUT")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
  }

  /** Segments with data towards this port vanish. */
  static Firewall dropData(int port) throws IOException, InterruptedException {
    return drop("INPUT -i lo -p tcp --dport " + port + " --tcp-flags PSH PSH");
  }

  /** This host does not send segments with data to this port. */
  static Firewall keepData(int port) throws IOException, InterruptedException {
    return drop("OUTPUT -o lo -p tcp --dport " + port + " --tcp-flags PSH PSH");
  }

  /**
   * This host does not send to this port.
   *
   * @param protocol {@code tcp} or {@code udp}
   */
  static Firewall keepAll(String protocol, int port) throws IOException, InterruptedException {
    return drop("OUTPUT -o lo -p " + protocol + " --dport " + port);
  }

  private static Firewall drop(String match) throws IOException, InterruptedException {
    return new Firewall(List.of((match + " -j DROP").split(" ", -1)));
  }

  private void run(String action) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(PROGRAM.toString(), "-w", action));
    command.addAll(rule);
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(command + " ended with " + code);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      run("-D");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; the rule stays: " + this, interrupted);
    }
  }

  @Override
  public String toString() {
    return String.join(" ", rule);
  }
}
