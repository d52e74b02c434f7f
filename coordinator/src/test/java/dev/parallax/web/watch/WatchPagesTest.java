package dev.parallax.web.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Grid;
import dev.parallax.model.endpoint.Target;
import dev.parallax.store.IncidentRecord;
import dev.parallax.store.NotificationRecord;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.watch.route.HttpPeer;
import dev.parallax.web.WebStage;
import dev.parallax.web.request.Links;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The pages of watches over a real store and a real port. */
@Timeout(60)
final class WatchPagesTest {
  private static final String TEXT = "\"'><script>alert(1)</script><img src=x>\u202eevil\u001b[31m";
  private static final Target SHOP = Target.parse("https://shop.example");
  private static final Target QUIET = Target.parse("https://quiet.example");

  @TempDir private Path folder = Path.of("");
  private HttpPeer peer;
  private WebStage stage;

  @BeforeEach
  void open() throws IOException {
    peer = new HttpPeer();
    healthy(QUIET);
    stage =
        WebStage.watching(
            folder,
            """
            routes: {ops: {type: webhook, url: '%s/hook'}}
            watches:
              - {target: shop.example, interval: 1h, routes: [ops]}
              - {target: quiet.example, interval: 1h}
            """
                .formatted(peer.url()));
  }

  /** Stores the state that two healthy looks leave. */
  private void healthy(Target target) {
    try (var store = SqliteStore.open(folder.resolve("store.db"))) {
      store.watches().save(target.name(), "{\"healthy\":2}", List.of(), List.of());
    }
  }

  /** The last sweep found a fault, and the looks after it pass. */
  @Test
  void overview_showsTheStateOfNow_beforeTheLastSweep() {
    stage.close();
    healthy(SHOP);
    var faulty =
        Grid.sweep(
            """
            vantage  base     control  no_sni
            eu-a     expired  expired  expired
            us-b     expired  expired  expired
            """);
    stage =
        WebStage.watching(
            folder, "watches: [{target: shop.example, interval: 1h}]", List.of(faulty));
    stage.connect("eu-a");

    var page = eventually("/?lang=en", "<li class=\"card healthy\">");

    assertTrue(page.contains("Last full sweep: "), page);
    assertTrue(page.contains("<b class=\"mark ok\">0</b> / 1"), page);
  }

  @AfterEach
  void close() {
    stage.close();
    peer.close();
  }

  private Instant ago(int minutes) {
    return stage.desk.clock.instant().minus(Duration.ofMinutes(minutes));
  }

  /** Stores an incident as the watches do. */
  private void incident(String id, String blame, String cause, String value, boolean over) {
    var closed = over ? Optional.of(ago(3)) : Optional.<Instant>empty();
    var body =
        """
        {"blame":"%s","cause":"%s","scope":"NETWORK","value":"%s","probability":0.97,"affected":["eu-1"],
        "id":"%s","target":"https://shop.example","sweep":"s1","since":"%s","openedAt":"%s"%s}\
        """
            .formatted(
                blame,
                cause,
                value,
                id,
                ago(15),
                ago(14),
                over ? ",\"closedAt\":\"%s\"".formatted(ago(3)) : "");
    stage
        .desk
        .store
        .watches()
        .save(
            "https://other.example",
            "{}",
            List.of(new IncidentRecord(id, SHOP.name(), ago(14), closed, body)),
            List.of());
  }

  /** A stored message and the result of its first attempt; its next attempt is not due. */
  private void attempt(String error) {
    var at = ago(2);
    var pending = NotificationRecord.State.PENDING;
    var added = new NotificationRecord(0, "ops", at, ago(-10), 0, pending, "", "{}");
    stage.desk.store.watches().save("https://other.example", "{}", List.of(), List.of(added));
    var id = stage.desk.store.watches().notifications(1).getFirst().id();
    var state = error.isEmpty() ? NotificationRecord.State.SENT : pending;
    stage
        .desk
        .store
        .watches()
        .update(List.of(new NotificationRecord(id, "ops", at, ago(-10), 1, state, error, "{}")));
  }

  private HttpResponse<String> silence(String target, String length, String reason) {
    return stage.post(
        Links.SILENCE,
        List.of(
            "key", WebStage.key(stage.get(Links.WATCHES)),
            "target", target,
            "length", length,
            "reason", reason));
  }

  @Test
  void incidents_openAndEnded_inBothLanguages() {
    incident("i1", "PATH", "P1", "as64500", false);
    incident("i2", "ORIGIN", "O3", "", true);
    var page = stage.get(Links.INCIDENTS + "?lang=en").body();
    var open = page.substring(page.indexOf("id=\"open\""), page.indexOf("id=\"past\""));
    assertTrue(open.contains("PATH — "), open);
    assertTrue(open.contains("as64500"), open);
    assertTrue(open.contains("Affected: eu-1"), open);
    assertTrue(open.contains("href=\"/sweeps/s1\""), open);
    assertTrue(open.contains("15 min ago"), open);
    assertFalse(open.contains("ORIGIN"), open);
    incident("i3", "ORIGIN", "", "", false);
    var open3 = stage.get(Links.INCIDENTS + "?lang=en").body();
    assertTrue(open3.contains("ORIGIN — several causes explain the failures"), open3);
    var past = page.substring(page.indexOf("id=\"past\""));
    assertTrue(past.contains("ORIGIN — "), past);
    assertTrue(past.contains("lasted 12 min"), past);
    var chinese = stage.get(Links.INCIDENTS + "?lang=zh").body();
    assertTrue(chinese.contains("受影响：eu-1"), chinese);
    assertTrue(chinese.contains("15 分钟"), chinese);
  }

  @Test
  void certificates_areShownWithTheirEnd_inBothLanguages_andAreNoFailure() {
    var end = stage.desk.clock.instant().plus(Duration.ofDays(7)).plusSeconds(60);
    var body =
        """
        {"certificate":{"target":"https://shop.example","sha256":"abab","subject":"CN=<shop>",
        "notAfter":"%s","leaf":true,"days":7,"affected":["eu-1"],"openedAt":"%s"}}\
        """
            .formatted(end, ago(120));
    stage
        .desk
        .store
        .watches()
        .save(
            "certificates https://other.example",
            "[]",
            List.of(new IncidentRecord("c1", SHOP.name(), ago(120), Optional.empty(), body)),
            List.of());
    var page = stage.get(Links.INCIDENTS + "?lang=en").body();
    assertTrue(page.contains("The certificate of the server expires in 7 days"), page);
    assertTrue(page.contains("CN=&lt;shop&gt;"), page);
    assertTrue(page.contains("Received at: eu-1"), page);
    assertTrue(stage.get(Links.INCIDENTS + "?lang=zh").body().contains("7 天后过期"));
    var target = stage.get(Links.target(SHOP) + "&lang=en").body();
    assertTrue(target.contains("expires in 7 days"), target);
    assertTrue(target.contains("100.00 %"), target);
    assertTrue(
        stage.get("/api/v1/incidents").body().contains("\"certificate_expires\""),
        stage.get("/api/v1/incidents").body());
  }

  @Test
  void target_hasItsWatchAndItsIncidents_alsoWithoutASweep() {
    incident("i1", "PATH", "P1", "as64500", true);
    var page = stage.get(Links.target(SHOP) + "&lang=en");
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("PATH — "), page.body());
    assertTrue(page.body().contains("every 1 h"), page.body());
    assertTrue(page.body().contains("Availability in 0 s: 100.00 %"), page.body());
    stage.desk.clock.advance(Duration.ofHours(2));
    incident("i2", "ORIGIN", "O3", "", true);
    var later = stage.get(Links.target(SHOP) + "&lang=en").body();
    assertTrue(later.contains("Availability in 2 h: 90.00 %; ORIGIN 10.00"), later);
    assertEquals(404, stage.get("/target?name=unknown.example").statusCode());
  }

  @Test
  void aTarget_beginsWithTheStateOfNow_whichIsUnknownBeforeTheFirstLook() {
    stage.connect("eu-1");
    eventually("✓");
    var unknown = stage.get(Links.target(SHOP) + "&lang=en").body();
    assertTrue(unknown.contains("class=\"verdict none\""), unknown);
    assertTrue(unknown.contains("not measured"), unknown);
    var page = stage.get(Links.target(QUIET) + "&lang=en").body();
    int now = page.indexOf("class=\"verdict healthy\"");
    assertTrue(now > 0, page);
    assertTrue(page.indexOf("Now · by looks every 1 h") > now, page);
    assertTrue(page.indexOf("<h2") > now, page);
    assertTrue(stage.get(Links.target(QUIET) + "&lang=zh").body().contains("当前状态 · 每 1 小时"));
  }

  @Test
  void watches_haveTheirNextLook_andRoutesTheirLastDelivery() {
    attempt("127.0.0.1: expected status 2xx, got: 500");
    stage.desk.clock.advance(Duration.ofSeconds(1));
    var page = eventually("got: 500");
    assertTrue(page.contains("next look in"), page);
    assertTrue(page.contains("1 message waits for its delivery"), page);
    attempt("");
    eventually("last message delivered");
  }

  /** The watches publish their state each second. */
  private String eventually(String text) {
    return eventually(Links.WATCHES + "?lang=en", text);
  }

  private String eventually(String link, String text) {
    var page = "";
    for (int i = 0; i < 200 && !page.contains(text); i++) {
      page = stage.get(link).body();
      LockSupport.parkNanos(50_000_000);
    }
    assertTrue(page.contains(text), page);
    return page;
  }

  @Test
  void silence_isMadeAndEndedOnThePage_andAudited() {
    assertEquals(303, silence(SHOP.name(), "4h", "new certificate").statusCode());
    var page = stage.get(Links.WATCHES + "?lang=en").body();
    assertTrue(page.contains("(4 h) by web loopback: new certificate"), page);
    assertTrue(stage.get(Links.target(SHOP)).body().contains("new certificate"));
    assertTrue(stage.get(Links.badge(SHOP)).body().contains("silenced"));
    var fields = List.of("key", WebStage.key(stage.get(Links.WATCHES)), "target", SHOP.name());
    assertEquals(303, stage.post(Links.UNSILENCE, fields).statusCode());
    assertFalse(stage.get(Links.WATCHES).body().contains("new certificate"));
    var audit = stage.desk.store.auditLines(10).toString();
    assertTrue(audit.contains("silence https://shop.example until "), audit);
    assertTrue(audit.contains("unsilence https://shop.example"), audit);
  }

  @Test
  void silence_needsOurForm_aWatchedTarget_aReason_andALength() {
    var fields = List.of("target", SHOP.name(), "length", "4h", "reason", "why");
    assertEquals(403, stage.post(Links.SILENCE, fields).statusCode());
    var foreign =
        stage.post(
            Links.SILENCE,
            List.of("key", WebStage.key(stage.get(Links.WATCHES)), "target", SHOP.name()),
            "origin",
            "https://evil.example");
    assertEquals(403, foreign.statusCode());
    var unknown = silence("https://x.example", "4h", "why");
    assertEquals(400, unknown.statusCode());
    assertTrue(unknown.body().contains("expected a watched target, got: https://x.example"));
    var tooLong = silence(SHOP.name(), "99d", "the reason stays");
    assertEquals(400, tooLong.statusCode());
    assertTrue(tooLong.body().contains("expected a length of 1h, 4h"), tooLong.body());
    assertTrue(tooLong.body().contains("the reason stays"), tooLong.body());
    assertEquals(400, silence(SHOP.name(), "4h", " ").statusCode());
    assertEquals(405, stage.get(Links.SILENCE).statusCode());
  }

  @Test
  void aTestMessage_isSentFromThePage_andItsErrorIsShown() {
    var key = WebStage.key(stage.get(Links.WATCHES));
    var sent = stage.post(Links.ROUTE_TEST, List.of("key", key, "route", "ops"));
    assertEquals(200, sent.statusCode());
    assertTrue(sent.body().contains("A test message was delivered to ops."), sent.body());
    assertEquals("/hook", peer.requests.getFirst().path());
    peer.answering(500, "no");
    var refused = stage.post(Links.ROUTE_TEST, List.of("key", key, "route", "ops"));
    assertTrue(refused.body().contains("expected status 2xx, got: 500"), refused.body());
    var unknown = stage.post(Links.ROUTE_TEST, List.of("key", key, "route", "x"));
    assertEquals(400, unknown.statusCode());
  }

  @Test
  void aWatchIsAdded_changed_paused_andRemoved_byForms() throws IOException {
    var before = Files.readString(file());
    assertEquals(303, form(Links.WATCH_ADD, "", "new.example status=200", "10m").statusCode());
    var added = "  - target: \"new.example status=200\"\n    interval: 10m\n    routes: [ops]\n";
    assertEquals(before + added, Files.readString(file()));
    var edit = stage.get(Links.WATCH_EDIT + "?name=https://new.example");
    assertTrue(edit.body().contains("value=\"new.example status=200\""), edit.body());
    var name = "https://new.example";
    assertEquals(303, form(Links.WATCH_EDIT, name, "new.example", "").statusCode());
    var changed = "  - target: new.example\n    routes: [ops]\n";
    assertEquals(before + changed, Files.readString(file()));

    assertEquals(303, button(Links.WATCH_PAUSE, name).statusCode());
    assertEquals(before + changed + "    paused: true\n", Files.readString(file()));
    var badge = stage.get(Links.badge(Target.parse(name)) + "&lang=en").body();
    assertTrue(badge.contains("new.example: paused"), badge);
    assertTrue(stage.get(Links.WATCHES + "?lang=zh").body().contains("已暂停"));
    assertTrue(stage.get("/target?name=new.example&lang=en").body().contains("No looks are made"));
    assertEquals(303, button(Links.WATCH_RESUME, name).statusCode());
    assertEquals(303, button(Links.WATCH_REMOVE, name).statusCode());
    assertEquals(before, Files.readString(file()));
    var audit = stage.desk.store.auditLines(10).toString();
    assertTrue(audit.contains("remove the watch of https://new.example"), audit);
  }

  @Test
  void aRefusedChange_keepsTheForm_andTheFile() throws IOException {
    var before = Files.readString(file());
    var wrong = form(Links.WATCH_ADD, "", "new.example", "5s");
    assertEquals(400, wrong.statusCode());
    assertTrue(wrong.body().contains("an interval is 10s to 1h, got: 5s"), wrong.body());
    assertTrue(wrong.body().contains("value=\"new.example\""), wrong.body());
    assertEquals(400, form(Links.WATCH_ADD, "", "shop.example", "").statusCode());
    var foreign = List.of("target", SHOP.name());
    assertEquals(403, stage.post(Links.WATCH_REMOVE, foreign).statusCode());
    assertEquals(404, stage.get(Links.WATCH_EDIT + "?name=x.example").statusCode());
    assertEquals(before, Files.readString(file()));
    var page = stage.get(Links.WATCH_EDIT + "?name=shop.example");
    Files.writeString(file(), before + "# by hand\n");
    var late =
        stage.post(
            Links.WATCH_REMOVE,
            List.of("key", WebStage.key(page), "target", SHOP.name(), "version", "0123"));
    assertEquals(409, late.statusCode());
    assertTrue(late.body().contains("expected version 0123, got: "), late.body());
    assertEquals(before + "# by hand\n", Files.readString(file()));
  }

  @Test
  void aRouteIsAdded_changed_andRemoved_byForms_withoutShowingItsSecret() throws IOException {
    var before = Files.readString(file());
    var added =
        route(
            Links.ROUTE_ADD,
            "push",
            "type",
            "ntfy",
            "url",
            "http://p.example/hidden",
            "secret",
            "hunter2");
    assertEquals(303, added.statusCode(), added.body());
    assertTrue(
        Files.readString(file()).contains("push: {type: ntfy, url: http://p.example/hidden"));
    var form = stage.get(Links.routeEdit("push") + "&lang=en").body();
    assertTrue(form.contains("placeholder=\"set; empty keeps it\""), form);
    assertTrue(form.contains("placeholder=\"not set\""), form);
    for (var page :
        List.of(
            form,
            stage.get(Links.WATCHES + "?lang=en").body(),
            stage.get("/api/v1/watches").body())) {
      assertFalse(page.contains("hunter2"), page);
    }
    assertTrue(stage.get(Links.WATCHES + "?lang=zh").body().contains("密钥：已设置"));
    var elsewhere = route(Links.ROUTE_EDIT, "push", "type", "ntfy", "url", "http://evil.example/");
    assertEquals(400, elsewhere.statusCode());
    assertTrue(
        elsewhere.body().contains("expected the secret of the route push again"), elsewhere.body());
    var kept =
        route(
            Links.ROUTE_EDIT,
            "push",
            "type",
            "ntfy",
            "url",
            "http://p.example/hidden",
            "language",
            "zh");
    assertEquals(303, kept.statusCode(), kept.body());
    var wrong = route(Links.ROUTE_EDIT, "push", "type", "fax", "secret", "hunter3");
    assertEquals(400, wrong.statusCode());
    assertTrue(wrong.body().contains("line 1: type: a type is one of "), wrong.body());
    assertFalse(wrong.body().contains("hunter3"), wrong.body());
    var used = route(Links.ROUTE_REMOVE, "ops");
    assertEquals(400, used.statusCode());
    assertTrue(used.body().contains("expected a route without watches, got: ops"), used.body());
    assertEquals(303, route(Links.ROUTE_REMOVE, "push").statusCode());
    assertEquals(before, Files.readString(file()));
    assertEquals(404, stage.get(Links.routeEdit("push")).statusCode());
    assertEquals(403, stage.post(Links.ROUTE_REMOVE, List.of("name", "ops")).statusCode());
    var audit = stage.desk.store.auditLines(20).toString();
    assertTrue(audit.contains("add the route push: type, language, url"), audit);
    assertFalse(audit.contains("hunter2"), audit);
  }

  private HttpResponse<String> route(String path, String name, String... fields) {
    var all =
        new ArrayList<>(List.of("key", WebStage.key(stage.get(Links.ROUTE_ADD)), "name", name));
    all.addAll(List.of(fields));
    return stage.post(path, all);
  }

  @Test
  void maintenanceWindows_areSetByAForm() throws IOException {
    var before = Files.readString(file());
    var once = "2020-01-01T00:00:00Z/2120-01-01T00:00:00Z";
    assertEquals(303, windows("sat,sun 02:00-04:00 Europe/Berlin\r\n" + once).statusCode());
    var page = stage.get(Links.WATCHES + "?lang=en").body();
    assertTrue(page.contains("<li>sat,sun 02:00-04:00 Europe/Berlin</li>"), page);
    assertTrue(page.contains("Maintenance: incidents are not opened."), page);
    assertTrue(stage.get("/api/v1/watches").body().contains(once));
    var form = stage.get(Links.MAINTENANCE).body();
    assertTrue(form.contains("Europe/Berlin\n" + once), form);
    var wrong = windows("sat 02:00-04:00 Europe/Berln");
    assertEquals(400, wrong.statusCode());
    assertTrue(wrong.body().contains("Europe/Berln</textarea>"), wrong.body());
    assertEquals(303, windows("").statusCode());
    assertEquals(before, Files.readString(file()));
    assertEquals(403, stage.post(Links.MAINTENANCE, List.of("windows", "")).statusCode());
  }

  private HttpResponse<String> windows(String text) {
    var key = WebStage.key(stage.get(Links.MAINTENANCE));
    return stage.post(Links.MAINTENANCE, List.of("key", key, "windows", text));
  }

  private Path file() {
    return folder.resolve("watch.yaml");
  }

  private HttpResponse<String> button(String path, String target) {
    var key = WebStage.key(stage.get(Links.WATCHES));
    return stage.post(path, List.of("key", key, "target", target));
  }

  private HttpResponse<String> form(String path, String name, String line, String interval) {
    var page = stage.get(name.isEmpty() ? path : path + "?name=" + name);
    return stage.post(
        path,
        List.of(
            "key", WebStage.key(page),
            "name", name,
            "target", line,
            "interval", interval,
            "routes", "ops"));
  }

  @Test
  void badge_isAnImageWithTheState() {
    var badge = stage.get(Links.badge(QUIET) + "&lang=en");
    assertEquals(200, badge.statusCode());
    assertEquals(
        "image/svg+xml; charset=utf-8", badge.headers().firstValue("content-type").orElse(""));
    var image = parsed(badge.body());
    assertEquals(
        "quiet.example: not measured", image.getDocumentElement().getAttribute("aria-label"));
    assertTrue(stage.get(Links.WATCHES + "?lang=en").body().contains("so no looks are made"));
    stage.connect("eu-1");
    eventually("✓");
    assertTrue(
        stage.get(Links.badge(QUIET) + "&lang=en").body().contains("quiet.example: HEALTHY"));
    assertTrue(stage.get(Links.badge(QUIET) + "&lang=zh").body().contains("正常"));
    assertEquals(404, stage.get("/badge.svg?name=x.example").statusCode());
    assertEquals(404, stage.get("/badge.svg").statusCode());
  }

  @Test
  void hostileTexts_areInert() {
    incident("i1", "PATH", "P1", TEXT.replace("\"", "\\\"").replace("\u001b", "\\u001b"), false);
    attempt(TEXT);
    eventually("alert(1)");
    assertEquals(303, silence(SHOP.name(), "1h", TEXT).statusCode());
    for (var path : List.of(Links.INCIDENTS, Links.WATCHES, Links.target(SHOP))) {
      for (var language : List.of("en", "zh")) {
        inert(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
      }
    }
  }

  private void inert(String path) {
    var page = stage.get(path).body();
    assertTrue(page.contains("alert(1)"), page);
    assertFalse(page.contains("\u202e"), path);
    assertFalse(page.contains("\u001b"), path);
    var document = parsed(page.substring(page.indexOf('\n') + 1));
    assertEquals(1, document.getElementsByTagName("script").getLength(), path);
    assertEquals(0, document.getElementsByTagName("img").getLength(), path);
  }

  private static Document parsed(String page) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(page)));
    } catch (ParserConfigurationException | SAXException | IOException malformed) {
      throw new AssertionError(malformed.getMessage() + "\n" + page, malformed);
    }
  }
}
