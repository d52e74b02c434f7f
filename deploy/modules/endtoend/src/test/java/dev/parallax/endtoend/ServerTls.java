package dev.parallax.endtoend;

import dev.parallax.stage.ServerIdentity;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS of a server that sends its certificate and the given intermediates. */
final class ServerTls {
  private static final char[] PASSWORD = {};

  private ServerTls() {}

  static SSLContext of(ServerIdentity identity, X509Certificate... intermediates) throws Exception {
    var chain =
        Stream.concat(Stream.of(identity.certificate()), Stream.of(intermediates))
            .toArray(X509Certificate[]::new);
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setKeyEntry("server", identity.key(), PASSWORD, chain);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
