package dev.parallax.agent.plan;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A TLS server on loopback that records the heads of its requests. */
final class RecordingTlsServer implements AutoCloseable {
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final SSLServerSocket listening;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final UnaryOperator<String> answer;

  RecordingTlsServer(X509Bundle identity, UnaryOperator<String> answer) throws Exception {
    this.answer = answer;
    var keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "site", identity.getKeyPair().getPrivate(), new char[0], identity.getCertificatePath());
    var managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, new char[0]);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    listening =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 16, InetAddress.ofLiteral("127.0.0.1"));
    threads.execute(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        var socket = listening.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      for (var head = head(socket.getInputStream()); !head.isEmpty(); ) {
        requests.add(head);
        socket.getOutputStream().write(answer.apply(head).getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        head = head(socket.getInputStream());
      }
    } catch (IOException refused) {
      // A client that does not accept the certificate.
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
