package dev.parallax.cli.client;

import java.util.logging.Level;
import java.util.logging.Logger;

/** The log of gRPC, whose warnings do not concern the user. */
public final class GrpcLog {
  /** Referenced, so that its level is not lost by garbage collection. */
  private static final Logger LOG = Logger.getLogger("io.grpc");

  private GrpcLog() {}

  public static void hush() {
    LOG.setLevel(Level.SEVERE);
  }
}
