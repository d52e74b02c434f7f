package dev.parallax.wire;

/** Agreements of both ends of a link besides the messages. */
public final class Contract {
  /**
   * The version in an agent's {@code Hello}; a coordinator supports this and the previous version.
   */
  public static final int VERSION = 1;

  /**
   * The name in the coordinator's certificate (subject alternative name, DNS) and the authority of
   * every call.
   */
  public static final String COORDINATOR_NAME = "coordinator.parallax.internal";

  /**
   * An agent's certificate carries this and its vantage's name as a subject alternative name (URI).
   */
  public static final String AGENT_URI = "parallax:agent:";

  /**
   * An operator's certificate carries this and the operator's name as a subject alternative name
   * (URI).
   */
  public static final String OPERATOR_URI = "parallax:operator:";

  /** The longest message either end accepts, in bytes. */
  public static final int MESSAGE_LIMIT = 4 * 1024 * 1024;

  private Contract() {}

  /**
   * Whether a coordinator of this release supports agents of that contract: its own and the
   * previous one.
   */
  public static boolean isSpoken(int contract) {
    return contract >= 1 && contract >= VERSION - 1 && contract <= VERSION;
  }

  /** The release this runs from, {@code development} outside a packaged build. */
  public static String release() {
    var release = Contract.class.getPackage().getImplementationVersion();
    return release == null ? "development" : release;
  }
}
