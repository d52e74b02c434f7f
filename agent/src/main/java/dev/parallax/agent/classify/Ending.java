package dev.parallax.agent.classify;

/** How a connection stopped being of use. */
public enum Ending {
  /** The other side, or someone in its name, sent RST. */
  RESET,
  /** The other side, or someone in its name, sent FIN. */
  EOF,
  /** A router on the path, or this host, reported that our packets are not delivered. */
  UNREACHABLE,
  /** No byte arrived until the time limit of the step. */
  TIMEOUT;

  /** The connection was closed, by the peer as far as this host can tell. */
  public boolean isByPeer() {
    return this == EOF || this == RESET;
  }
}
