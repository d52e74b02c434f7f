package dev.parallax.cli.client;

import io.netty.handler.ssl.OpenSsl;
import java.util.Set;

/**
 * The native TLS library. To load it, and the logging it speaks through, takes about as long as to
 * read a command line; done beside that it costs no time.
 */
public final class TlsLibrary {
  private static final Set<String> CONNECTING =
      Set.of("token", "vantages", "sweep", "report", "explain", "diff", "sweeps");

  private TlsLibrary() {}

  /** Starts to load it when the command is one that connects. */
  public static void prepare(String... arguments) {
    if (arguments.length > 0 && CONNECTING.contains(arguments[0])) {
      Thread.ofPlatform().daemon().name("tls-library").start(TlsLibrary::await);
    }
  }

  /** Returns when it is loaded, or known that it cannot be. */
  static void await() {
    var _ = OpenSsl.isAvailable();
  }
}
