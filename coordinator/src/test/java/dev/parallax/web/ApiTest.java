package dev.parallax.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parallax.store.IncidentRecord;
import dev.parallax.web.access.LoginToken;
import dev.parallax.web.access.WebConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API over a real port, a real store, and an agent without a network. */
@Timeout(60)
final class ApiTest {
  private static final String API = "/api/v1";
  private static final String SHOP = "https://shop.example.com";
  private static final String TYPE = "content-type";
  private static final String JSON = "application/json";
  private static final Pattern CURL = Pattern.compile("```sh\n(api=.*?)```", Pattern.DOTALL);

  @TempDir private Path folder = Path.of("");
  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private WebStage stage;

  @BeforeEach
  void open() {
    stage =
        WebStage.watching(
            folder,
            """
            routes: {ops: {type: webhook, url: 'http://127.0.0.1:9/hook'}}
            watches:
              - {target: shop.example.com, interval: 1h, routes: [ops]} # main
            """);
    stage.connect("eu-1", Map.of("isp", "net \u001b[31m<b>", "region", "eu")).running();
  }

  @AfterEach
  void close() {
    client.close();
    stage.close();
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(stage.uri(path))
            .timeout(Duration.ofSeconds(30))
            .method(method, BodyPublishers.ofString(body));
    try {
      return client.send(
          headers.length == 0 ? request.build() : request.headers(headers).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }

  private HttpResponse<String> post(String path, String body) {
    return send("POST", API + path, body, TYPE, JSON);
  }

  private HttpResponse<String> get(String path) {
    return stage.get(API + path);
  }

  private JsonNode parsed(HttpResponse<String> answer) {
    try {
      return mapper.readTree(answer.body());
    } catch (IOException malformed) {
      throw new AssertionError(answer.body(), malformed);
    }
  }

  private JsonNode document() {
    return parsed(get("/openapi.json"));
  }

  /** Starts a sweep and waits for its end. */
  private String swept() {
    var started = post("/sweeps", "{\"targets\": [\"shop.example.com status=200\"]}");
    asDescribed("post", "/sweeps", started);
    assertEquals(202, started.statusCode());
    var id = parsed(started).path("sweepId").asText();
    assertEquals(API + "/sweeps/" + id, started.headers().firstValue("location").orElse(""));
    assertTrue(get("/sweeps/" + id + "/events").body().contains("event: finished"));
    return id;
  }

  /** The status, the type and the body of an answer are those of the document. */
  private void asDescribed(String method, String path, HttpResponse<String> answer) {
    var responses = document().path("paths").path(path).path(method).path("responses");
    var response = responses.path(Integer.toString(answer.statusCode()));
    assertFalse(response.isMissingNode(), method + " " + path + ": " + answer.statusCode());
    var content = response.path("content");
    if (content.isEmpty()) {
      assertEquals("", answer.body());
      return;
    }
    var type = content.fieldNames().next();
    assertTrue(answer.headers().firstValue(TYPE).orElse("").startsWith(type), path);
    if (type.equals(JSON)) {
      assertEquals(List.of(), errors(content.path(type).path("schema"), answer.body()), path);
    }
  }

  private List<String> errors(JsonNode reference, String body) {
    var text = reference.path("$ref").asText();
    var root = text.startsWith("/") ? (ObjectNode) parsed(stage.get(text)) : (ObjectNode) reference;
    if (!text.startsWith("/")) {
      root.set("components", document().path("components"));
    }
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(root.toString(), InputFormat.JSON)
        .validate(body, InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void everyPathOfTheDocument_answersAsDescribed() {
    incident();
    var id = swept();
    var seen = new ArrayList<String>();
    document()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> seen.add(method + " " + path.getKey())));
    for (var operation : seen) {
      var parts = operation.split(" ", 2);
      if (parts[0].equals("get")) {
        var answer = get(parts[1].replace("{id}", id));
        assertEquals(200, answer.statusCode(), operation);
        asDescribed("get", parts[1], answer);
      }
    }
    var silenced =
        post("/silences", "{\"target\": \"shop.example.com\", \"minutes\": 9, \"reason\": \"x\"}");
    assertEquals(201, silenced.statusCode(), silenced.body());
    asDescribed("post", "/silences", silenced);
    asDescribed("get", "/watches", get("/watches"));
    assertEquals("x", parsed(get("/watches")).at("/watches/0/silence/reason").asText());
    for (int status : List.of(204, 404)) {
      var ended = send("DELETE", API + "/silences?target=shop.example.com", "");
      assertEquals(status, ended.statusCode());
      asDescribed("delete", "/silences", ended);
    }
    assertEquals(19, seen.size(), seen.toString());
  }

  private void incident() {
    var at = stage.desk.clock.instant();
    var body =
        """
        {"blame":"PATH","cause":"P1","scope":"NETWORK","value":"as64500","probability":0.97,\
        "affected":["eu-1"],"id":"i1","target":"%s","sweep":"s1","since":"%s","openedAt":"%s"}\
        """
            .formatted(SHOP, at, at);
    var sick = "{\"blame\":\"OBSERVER\",\"cause\":\"STORE\"}";
    stage
        .desk
        .store
        .watches()
        .save(
            "other",
            "{}",
            List.of(
                new IncidentRecord("i1", SHOP, at, Optional.empty(), body),
                new IncidentRecord("i2", "observer", at.minusSeconds(9), Optional.of(at), sick)),
            List.of());
  }

  @Test
  void incidents_haveTheWordsOfTheReport() {
    incident();
    var first = parsed(get("/incidents?limit=1")).at("/incidents/0");
    assertEquals("PATH", first.path("blame").asText());
    assertEquals("P1", first.path("hypothesis").asText());
    assertEquals("network", first.at("/scope/attribute").asText());
    assertEquals(0.97, first.path("probability").asDouble());
    assertTrue(first.path("headline").asText().startsWith("PATH — "), first.toString());
    assertEquals(2, parsed(get("/incidents")).path("incidents").size());
    assertEquals(1, parsed(get("/incidents?target=shop.example.com")).path("incidents").size());
    assertEquals(0, parsed(get("/incidents?target=x.example")).path("incidents").size());
  }

  @Test
  void report_isThatOfThePages_andTextsAreInert() {
    var id = swept();
    assertEquals(stage.get("/sweeps/" + id + ".json").body(), get("/sweeps/" + id).body());
    var vantages = get("/vantages");
    assertEquals("eu", parsed(vantages).at("/vantages/0/labels/region").asText());
    assertFalse(vantages.body().contains("\u001b"), vantages.body());
  }

  @Test
  void events_areTheLinesOfTheReport_andContinueAfterTheLast() {
    var id = swept();
    var events = get("/sweeps/" + id + "/events").body();
    assertTrue(events.startsWith("event: started\ndata: {\"sweepId\":\"" + id + "\""), events);
    assertTrue(events.contains("\n\nevent: round\ndata: {\"number\":1,"), events);
    assertTrue(
        events.contains("\n\nevent: observation\nid: 1\ndata: {\"vantage\":\"eu-1\","), events);
    var finished = events.substring(events.indexOf("event: finished"));
    assertTrue(finished.contains("\"verdicts\":[{\"blame\":\""), finished);
    var later = stage.get(API + "/sweeps/" + id + "/events", "last-event-id", "2").body();
    assertFalse(later.contains("id: 2\n"), later);
    assertTrue(later.contains("id: 3\n"), later);
    assertEquals(404, get("/sweeps/unknown/events").statusCode());
    assertEquals(
        400, stage.get(API + "/sweeps/" + id + "/events", "last-event-id", "x").statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/sweeps | {} | targets",
        "/sweeps | {\"targets\": null} | targets",
        "/sweeps | {\"targets\": [null]} | null",
        "/sweeps | {\"targets\": []} | 1 to 100 targets, got: 0",
        "/sweeps | {\"targets\": [\"a.example\"], \"trails\": 3} | trails",
        "/sweeps | {\"targets\": [\"a.example\"], \"trials\": \"3\"} | Integer",
        "/sweeps | {\"targets\": [\"a.example\"], \"trials\": 900} | 900",
        "/sweeps | {\"targets\": [\"a.example\"], \"from\": \"nowhere\"} | nowhere",
        "/sweeps | {\"targets\": [\"a.example\"], \"arms\": [\"leg\"]} | leg",
        "/sweeps | null | null",
        "/sweeps | [ | expected",
        "/silences | {\"target\": \"shop.example.com\", \"minutes\": 0, \"reason\": \"x\"} | got:"
            + " 0s",
        "/silences | {\"target\": \"shop.example.com\", \"minutes\": 9} | reason",
        "/silences | {\"target\": \"x.example\", \"minutes\": 9, \"reason\": \"x\"} | x.example",
      })
  void aMalformedCall_isRefused_namingTheMistake(String path, String body, String named) {
    var answer = post(path, body);
    assertEquals(400, answer.statusCode(), answer.body());
    asDescribed("post", path, answer);
    assertTrue(parsed(answer).path("error").asText().contains(named), answer.body());
  }

  @Test
  void aMalformedParameter_isRefused() {
    for (var path : List.of("/sweeps?limit=0", "/incidents?limit=x", "/incidents?target=%20")) {
      assertEquals(400, get(path).statusCode(), path);
    }
    var unknown = get("/nothing");
    assertEquals(404, unknown.statusCode());
    assertTrue(parsed(unknown).has("error"), unknown.body());
    assertEquals(405, send("PUT", API + "/sweeps", "{}", TYPE, JSON).statusCode());
  }

  @Test
  void aForeignPage_cannotCall() {
    var body = "{\"targets\": [\"shop.example.com\"]}";
    for (var type :
        List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
      var refused = send("POST", API + "/sweeps", body, TYPE, type);
      assertEquals(403, refused.statusCode(), type);
      asDescribed("post", "/sweeps", refused);
    }
    for (var method : List.of("POST", "DELETE")) {
      var refused =
          send(method, API + "/silences", body, TYPE, JSON, "origin", "https://evil.example");
      assertEquals(403, refused.statusCode());
    }
    assertEquals(List.of(), stage.desk.store.sweeps(9));
  }

  @Test
  void theLoginIsThatOfThePages() throws IOException {
    var file = Files.writeString(folder.resolve("web.token"), "correct-horse-battery-staple\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    stage.close();
    var token = Optional.of(LoginToken.read(file));
    var other = Files.createDirectory(folder.resolve("other"));
    stage = new WebStage(other, new WebConfig(WebStage.at("127.0.0.1"), token, Set.of()));
    for (var path : List.of("/vantages", "/openapi.json", "/sweeps/x/events", "/nothing")) {
      assertEquals(401, get(path).statusCode(), path);
    }
    assertEquals(401, post("/sweeps", "{}").statusCode());
    var bearer = "Bearer correct-horse-battery-staple";
    assertEquals(200, stage.get(API + "/vantages", "authorization", bearer).statusCode());
    var call = send("POST", API + "/sweeps", "{}", TYPE, JSON, "authorization", bearer);
    assertEquals(400, call.statusCode(), call.body());
  }

  @Test
  void theExamplesOfTheReadme_work() throws IOException, InterruptedException {
    var found = CURL.matcher(Files.readString(Path.of("../README.md")));
    assertTrue(found.find(), "the README has a block of examples");
    var script = found.group(1).replace("http://127.0.0.1:7480", "http://127.0.0.1:" + port());
    assertFalse(script.equals(found.group(1)));
    var process =
        new ProcessBuilder("bash", "-euc", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    try {
      var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue(), printed);
      assertTrue(printed.contains("event: finished"), printed);
    } finally {
      process.destroyForcibly();
    }
  }

  private int port() {
    return stage.address().getPort();
  }

  @Test
  void aWatchIsAdded_changed_paused_andRemoved() throws IOException {
    var file = folder.resolve("watch.yaml");
    var before = Files.readString(file);
    var version = parsed(get("/watches")).path("version").asText();
    var added =
        post(
            "/watches",
            "{\"target\": \"b.example\", \"interval\": \"10m\", \"routes\": [\"ops\"],"
                + " \"expiryDays\": [], \"probability\": 0.95, \"version\": \"%s\"}"
                    .formatted(version));
    asDescribed("post", "/watches", added);
    assertEquals(201, added.statusCode(), added.body());
    assertEquals(
        before
            + "  - target: b.example\n    interval: 10m\n    probability: 0.95\n    routes: [ops]\n"
            + "    expiry-days: []\n",
        Files.readString(file));
    assertEquals(2, parsed(get("/watches")).path("watches").size());

    var paused = patch("{\"target\": \"b.example\", \"paused\": true}");
    asDescribed("patch", "/watches", paused);
    asDescribed("get", "/watches", get("/watches"));
    assertTrue(parsed(get("/watches")).at("/watches/0/paused").asBoolean(), get("/watches").body());

    var late = patch("{\"target\": \"b.example\", \"version\": \"%s\"}".formatted(version));
    asDescribed("patch", "/watches", late);
    assertEquals(409, late.statusCode());
    assertTrue(late.body().contains("expected version " + version), late.body());
    var wrong = patch("{\"target\": \"b.example\", \"interval\": \"1s\"}");
    asDescribed("patch", "/watches", wrong);
    assertTrue(wrong.body().contains("an interval is 10s to 1h, got: 1s"), wrong.body());
    assertEquals(403, send("PATCH", API + "/watches", "{}", TYPE, "text/plain").statusCode());

    var removed = send("DELETE", API + "/watches?target=b.example", "");
    asDescribed("delete", "/watches", removed);
    assertEquals(204, removed.statusCode());
    assertEquals(before, Files.readString(file));
    var audit = stage.desk.store.auditLines(10).toString();
    assertTrue(audit.contains("edit the watch of https://b.example paused=true"), audit);
  }

  @Test
  void aRouteIsAdded_changed_andRemoved_andMaintenanceIsSet() throws IOException {
    var file = folder.resolve("watch.yaml");
    var before = Files.readString(file);
    var added =
        post(
            "/routes",
            "{\"name\": \"push\", \"type\": \"ntfy\", \"url\": \"http://p.example/x\","
                + " \"secret\": \"hunter2\"}");
    asDescribed("post", "/routes", added);
    assertEquals(201, added.statusCode(), added.body());
    asDescribed("get", "/watches", get("/watches"));
    var routes = parsed(get("/watches")).path("routes").toString();
    assertTrue(
        routes.contains("\"push\",\"type\":\"ntfy\",\"language\":\"en\",\"hasSecret\":true"),
        routes);
    assertFalse(get("/watches").body().contains("hunter2"));
    var changed =
        send("PATCH", API + "/routes", "{\"name\": \"push\", \"language\": \"zh\"}", TYPE, JSON);
    asDescribed("patch", "/routes", changed);
    assertEquals(200, changed.statusCode(), changed.body());
    var wrong =
        send(
            "PATCH",
            API + "/routes",
            "{\"name\": \"push\", \"url\": \"http://evil.example\"}",
            TYPE,
            JSON);
    asDescribed("patch", "/routes", wrong);
    assertEquals(400, wrong.statusCode(), wrong.body());
    var removed = send("DELETE", API + "/routes?name=push", "");
    asDescribed("delete", "/routes", removed);
    assertEquals(204, removed.statusCode(), removed.body());
    assertEquals(before, Files.readString(file));

    var set =
        send(
            "PUT",
            API + "/maintenance",
            "{\"windows\": [\"sat,sun 02:00-04:00 Europe/Berlin\"]}",
            TYPE,
            JSON);
    asDescribed("put", "/maintenance", set);
    assertEquals(200, set.statusCode(), set.body());
    assertEquals(
        "[\"sat,sun 02:00-04:00 Europe/Berlin\"]",
        parsed(get("/watches")).path("maintenance").toString());
    var none = send("PUT", API + "/maintenance", "{\"windows\": []}", TYPE, JSON);
    assertEquals(200, none.statusCode(), none.body());
    assertEquals(before, Files.readString(file));
  }

  private HttpResponse<String> patch(String body) {
    return send("PATCH", API + "/watches", body, TYPE, JSON);
  }
}
