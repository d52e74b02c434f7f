package dev.parallax.attack;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The coordinator under attack, as its attackers know it.
 *
 * @param coordinator where agents and operators connect, {@code host:port}
 * @param web where pages and {@code /ready} are, over plain HTTP
 * @param bearer the login token of the pages
 * @param token a join token with uses enough for every rogue agent
 * @param agentState the state folder of the agent whose key is stolen
 * @param folder for files of the attackers
 * @param span how long an attack that has no end of its own goes on
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
