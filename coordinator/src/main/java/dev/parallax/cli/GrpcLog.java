package dev.parallax.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** gRPC's own log, whose warnings are no user's business. */
final class GrpcLog {
  /** Held, so that its level is not collected with it. */
  private static final Logger LOG = Logger.getLogger("io.grpc");

  private GrpcLog() {}

  static void hush() {
    LOG.setLevel(Level.SEVERE);
  }
}
