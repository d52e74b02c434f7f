package dev.parallax.agent.classify;

/** How a connection stopped being of use. */
public enum Ending {
  /** The other side, or someone in its name, sent RST. */
  RESET,
  /** The other side, or someone in its name, sent FIN. */
  EOF,
  /** A router on the way, or this host, said that our packets do not arrive. */
  UNREACHABLE,
  /** Nothing came until the step's time was up. */
  TIMEOUT
}
