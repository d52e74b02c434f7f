package dev.parallax.watch.route;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP POST with a bound for the whole exchange in time and for the response in bytes. */
final class HttpPost implements AutoCloseable {
  static final String JSON = "application/json; charset=utf-8";
  private static final int MOST_BYTES = 65_536;
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Duration patience;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  /**
   * @param patience from the connection to the end of the response
   */
  HttpPost(Duration patience) {
    this.patience = patience;
  }

  /**
   * Posts a body.
   *
   * @return the response's body, its first 64 KiB
   * @throws DeliveryException without a response of status 2xx in time; names the host alone, as a
   *     path may be a secret
   */
  String post(URI url, String body, Map<String, String> headers)
      throws DeliveryException, InterruptedException {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(patience)
            .header("User-Agent", "parallax")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    var exchange = threads.submit(() -> exchange(request.build()));
    try {
      return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw new DeliveryException(
          url.getHost() + ": no complete response within " + patience.toSeconds() + " s");
    } catch (ExecutionException failed) {
      var cause = failed.getCause();
      if (cause instanceof DeliveryException refused) {
        throw refused;
      }
      throw new DeliveryException(
          url.getHost() + ": " + (cause == null ? failed : cause).getClass().getSimpleName());
    } finally {
      exchange.cancel(true);
    }
  }

  private String exchange(HttpRequest request)
      throws IOException, InterruptedException, DeliveryException {
    var response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream stream = response.body()) {
      var text = new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      if (response.statusCode() / 100 != 2) {
        throw new DeliveryException(
            request.uri().getHost() + ": expected status 2xx, got: " + response.statusCode());
      }
      return text;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
  }
}
