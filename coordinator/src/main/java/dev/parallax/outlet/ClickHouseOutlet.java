package dev.parallax.outlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.text.Printable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables {@code parallax_sweeps} and {@code parallax_observations} of ClickHouse, over its HTTP
 * interface: {@code INSERT INTO … FORMAT JSONEachRow}. Each insertion has an {@code
 * insert_deduplication_token} made of the sweep and the number of the block: the server ignores a
 * repetition. Members without a column are skipped.
 */
final class ClickHouseOutlet implements Outlet {
  /** Rows of an insertion. */
  static final int ROWS = 10_000;

  private static final int OK = 200;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final URI address;
  private final Optional<ClickHouseUser> user;
  private final HttpClient client;

  /**
   * @param address {@code http(s)://HOST:PORT/}, with {@code ?database=NAME} or without
   */
  ClickHouseOutlet(URI address, Optional<ClickHouseUser> user) {
    this.address = address;
    this.user = user;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public void write(SweepLines sweep) throws OutletException {
    var id = sweep.id().value();
    var lines = sweep.observations().iterator();
    for (int block = 0; lines.hasNext(); block++) {
      insert("parallax_observations", id + "/" + block, next(lines));
    }
    insert("parallax_sweeps", id, List.of(sweep.sweep()));
  }

  private static List<String> next(Iterator<String> lines) {
    var block = new ArrayList<String>();
    while (lines.hasNext() && block.size() < ROWS) {
      block.add(lines.next());
    }
    return block;
  }

  private void insert(String table, String token, List<String> rows) throws OutletException {
    try {
      var body = (String.join("\n", rows) + "\n").getBytes(UTF_8);
      var request =
          HttpRequest.newBuilder(query(table, token))
              .timeout(PATIENCE)
              .header("Content-Type", "application/x-ndjson")
              .POST(BodyPublishers.ofByteArray(body));
      user.ifPresent(
          known ->
              request
                  .header("X-ClickHouse-User", known.name())
                  .header("X-ClickHouse-Key", known.password()));
      var answer = client.send(request.build(), BodyHandlers.ofString(UTF_8));
      if (answer.statusCode() != OK) {
        throw new OutletException(
            "%s: INSERT INTO %s was answered with %d: %s"
                .formatted(
                    this,
                    table,
                    answer.statusCode(),
                    Printable.of(answer.body(), Printable.LIMIT)));
      }
    } catch (IOException failed) {
      throw new OutletException(this + ": " + Printable.message(failed), failed);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new OutletException("the coordinator ends", closing);
    }
  }

  private URI query(String table, String token) {
    var settings =
        Map.of(
            "query",
            "INSERT INTO " + table + " FORMAT JSONEachRow",
            "insert_deduplicate",
            "1",
            "insert_deduplication_token",
            token,
            "async_insert",
            "0",
            "input_format_skip_unknown_fields",
            "1");
    var text = new StringBuilder(Optional.ofNullable(address.getRawQuery()).orElse(""));
    settings.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
    return URI.create(place() + "?" + text);
  }

  private String place() {
    var path = Optional.ofNullable(address.getRawPath()).filter(one -> !one.isEmpty()).orElse("/");
    return address.getScheme() + "://" + address.getRawAuthority() + path;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  @Override
  public String toString() {
    return place();
  }
}
