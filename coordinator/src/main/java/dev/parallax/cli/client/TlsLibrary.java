package dev.parallax.cli.client;

import io.netty.handler.ssl.OpenSsl;
import java.util.Set;

/**
 * The native TLS library. Loading it with its logging takes about as long as parsing a command
 * line; done in parallel it costs no time.
 */
public final class TlsLibrary {
  private static final Set<String> CONNECTING =
      Set.of("token", "vantages", "sweep", "report", "explain", "diff", "sweeps");

  private TlsLibrary() {}

  /** Starts loading it when the command connects to a coordinator. */
  public static void prepare(String... arguments) {
    if (arguments.length > 0 && CONNECTING.contains(arguments[0])) {
      Thread.ofPlatform().daemon().name("tls-library").start(TlsLibrary::await);
    }
  }

  /** Returns when it is loaded, or when its loading has failed. */
  static void await() {
    var _ = OpenSsl.isAvailable();
  }
}
