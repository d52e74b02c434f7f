package dev.parallax.attack;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The coordinator under attack, with the knowledge of its attackers.
 *
 * @param coordinator the port of agents and operators, {@code host:port}
 * @param web the port of pages and {@code /ready}, over plain HTTP
 * @param bearer the login token of the pages
 * @param token a join token with enough uses for every rogue agent
 * @param agentState the state folder of the agent whose key is stolen
 * @param folder for files of the attackers
 * @param span the duration of attacks without an end of their own
 */
public record Installation(
    String coordinator,
    InetSocketAddress web,
    String bearer,
    String token,
    Path agentState,
    Path folder,
    Duration span) {

  /** The monotonic instant, in {@link System#nanoTime} units, at which endless attacks end. */
  public long end() {
    return System.nanoTime() + span.toNanos();
  }

  public WebPort webPort() {
    return new WebPort(web);
  }

  public InetSocketAddress coordinatorAddress() {
    int colon = coordinator.lastIndexOf(':');
    return new InetSocketAddress(
        coordinator.substring(0, colon), Integer.parseInt(coordinator.substring(colon + 1)));
  }
}
