package dev.parallax.cli.client;

import java.util.logging.Level;
import java.util.logging.Logger;

/** The log of gRPC, whose warnings do not concern the user. */
public final class GrpcLog {
  /** Held, so that its level is not collected with it. */
  private static final Logger LOG = Logger.getLogger("io.grpc");

  private GrpcLog() {}

  public static void hush() {
    LOG.setLevel(Level.SEVERE);
  }
}
