package dev.parallax.agent.classify;

/** How a connection stopped being of use. */
public enum Ending {
  /** The other side, or someone in its name, sent RST. */
  RESET,
  /** The other side, or someone in its name, sent FIN. */
  EOF,
  /** Nothing came until the step's time was up. */
  TIMEOUT
}
