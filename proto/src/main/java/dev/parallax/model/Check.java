package dev.parallax.model;

/** The one way a record refuses a value: the message names the value and what was expected. */
final class Check {
  private Check() {}

  static void that(boolean holds, String expectation, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(expectation + ", got: " + value);
    }
  }

  static int port(int port) {
    that(port >= 1 && port <= 65_535, "a port is 1 to 65535", port);
    return port;
  }
}
