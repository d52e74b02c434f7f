package dev.parallax.attack.server;

import dev.parallax.stage.ServerIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A TLS server with an ordinary certificate and a hostile HTTP response. */
final class TlsPage implements HostileServer.Service {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final char[] NO_PASSWORD = {};

  private final SSLContext context;
  private final ResponseWriter answer;

  /** Writes to a client after its request. */
  @FunctionalInterface
  interface ResponseWriter {
    void write(OutputStream out) throws IOException;
  }

  TlsPage(ServerIdentity identity, ResponseWriter answer)
      throws GeneralSecurityException, IOException {
    this.context = context(identity);
    this.answer = answer;
  }

  private static SSLContext context(ServerIdentity identity)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry(
        "server", identity.key(), NO_PASSWORD, new Certificate[] {identity.certificate()});
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @Override
  public void serve(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    try (var tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(socket, (InputStream) null, /* autoClose= */ true)) {
      tls.setUseClientMode(false);
      if (tls.getInputStream().read(new byte[4_096]) >= 0) {
        answer.write(tls.getOutputStream());
        tls.getOutputStream().flush();
      }
    }
  }
}
