package dev.parallax.agent.policy;

/** Ports from {@code first} to {@code last}, both included. */
public record PortRange(int first, int last) {
  public static final PortRange ALL = new PortRange(1, 65_535);

  public PortRange {
    if (first < 1 || last > 65_535 || first > last) {
      throw new IllegalArgumentException(
          "ports are FIRST-LAST within 1-65535, got: " + first + "-" + last);
    }
  }

  public boolean contains(int port) {
    return port >= first && port <= last;
  }

  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
