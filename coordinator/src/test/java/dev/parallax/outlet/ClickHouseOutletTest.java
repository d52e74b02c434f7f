package dev.parallax.outlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against an HTTP server that applies the rule of the token; not a real ClickHouse. */
@Timeout(60)
final class ClickHouseOutletTest {
  private static final ClickHouseUser USER = new ClickHouseUser("writer", "p:w");

  /** The rows of each table by the token of their insertion; the first insertion counts. */
  @GuardedBy("this")
  private final Map<String, Map<String, List<String>>> tables = new HashMap<>();

  /** The status of the next answers; 200 after them. */
  @GuardedBy("this")
  private final Deque<Integer> answers = new ArrayDeque<>();

  private HttpServer server;
  private ClickHouseOutlet outlet;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::insert);
    server.start();
    var address = "http://127.0.0.1:" + server.getAddress().getPort() + "/?database=net";
    outlet = new ClickHouseOutlet(URI.create(address), Optional.of(USER));
  }

  @AfterEach
  void stop() {
    outlet.close();
    server.stop(0);
  }

  @Test
  void rowsOfASweep_areInsertedInBlocks() throws Exception {
    outlet.write(Finished.lines("s1", ClickHouseOutlet.ROWS + 1));
    assertEquals(Set.of("s1/0", "s1/1"), tokens("parallax_observations"));
    assertEquals(ClickHouseOutlet.ROWS + 1, rows("parallax_observations").size());
    assertEquals(Set.of("s1"), tokens("parallax_sweeps"));
    assertTrue(rows("parallax_sweeps").getFirst().contains("\"sweepId\":\"s1\""));
  }

  /** The answer to the second insertion is lost: the rows are there. */
  @Test
  void repetition_isIgnoredByTheToken() throws Exception {
    next(200, 503);
    var failed = assertThrows(OutletException.class, () -> outlet.write(Finished.lines("s1", 2)));
    assertTrue(String.valueOf(failed.getMessage()).contains("503: no table"), failed::getMessage);
    outlet.write(Finished.lines("s1", 2));
    outlet.write(Finished.lines("s1", 2));
    assertEquals(2, rows("parallax_observations").size());
    assertEquals(1, rows("parallax_sweeps").size());
  }

  @Test
  void serverThatIsGone_isNamedWithoutThePassword() {
    server.stop(0);
    var failed = assertThrows(OutletException.class, () -> outlet.write(Finished.lines("s1", 2)));
    assertTrue(String.valueOf(failed.getMessage()).contains("127.0.0.1"), failed::getMessage);
    assertFalse(String.valueOf(failed.getMessage()).contains("p:w"), failed::getMessage);
  }

  private synchronized void next(Integer... statuses) {
    answers.addAll(Arrays.asList(statuses));
  }

  private synchronized Set<String> tokens(String table) {
    return Set.copyOf(tables.getOrDefault(table, Map.of()).keySet());
  }

  private synchronized List<String> rows(String table) {
    return tables.getOrDefault(table, Map.of()).values().stream().flatMap(List::stream).toList();
  }

  private void insert(HttpExchange call) throws IOException {
    var body = new String(call.getRequestBody().readAllBytes(), UTF_8).lines().toList();
    var answer = "no table".getBytes(UTF_8);
    call.sendResponseHeaders(status(call, body), answer.length);
    call.getResponseBody().write(answer);
    call.close();
  }

  private synchronized int status(HttpExchange call, List<String> body) {
    var query = query(call.getRequestURI());
    var words = query.getOrDefault("query", "").split(" ");
    var headers = call.getRequestHeaders();
    if (!query.getOrDefault("database", "").equals("net")
        || !headers.getOrDefault("X-ClickHouse-User", List.of()).contains("writer")
        || !headers.getOrDefault("X-ClickHouse-Key", List.of()).contains("p:w")
        || !List.of(words).equals(List.of("INSERT", "INTO", words[2], "FORMAT", "JSONEachRow"))) {
      return 400;
    }
    tables
        .computeIfAbsent(words[2], _ -> new TreeMap<>())
        .putIfAbsent(query.getOrDefault("insert_deduplication_token", ""), new ArrayList<>(body));
    return answers.isEmpty() ? 200 : answers.remove();
  }

  private static Map<String, String> query(URI address) {
    var all = new HashMap<String, String>();
    Arrays.stream(address.getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> all.put(pair[0], URLDecoder.decode(pair[1], UTF_8)));
    return all;
  }
}
