package dev.parallax.watch.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a change of a route or of maintenance windows leaves of the file around it. */
final class RouteTextTest {
  private static final String FILE =
      """
      # routes of the shop
      routes:
        ops: # first
          type: ntfy   # push
          url: https://push.example/shop
          secret-file: /etc/parallax/ops.secret
        # mail 邮件
        mail: {type: smtp, server: "mail.example:25", from: a@b.example, to: "c@d.example, e@f.example"}
      watches:
        - target: shop.example # main
          routes: [mail]
          maintenance:
            - {days: [sat, sun], from: "02:00", to: "04:00", zone: Europe/Berlin} # weekly
      # the end
      """;

  private static String text(String file, FileChange change) {
    return WatchText.apply(file, change);
  }

  private static RouteChange edit(String name, String key, String value) {
    return RouteChange.edit(name, Map.of(key, value), Map.of());
  }

  private static String refused(FileChange change) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> text(FILE, change)).getMessage());
  }

  @Test
  void aRouteIsAddedAfterTheLast_andItsFileKeepsAllOtherText() {
    var added =
        RouteChange.add("hook", Map.of("type", "webhook", "url", "https://x.example/#a"), Map.of());
    assertEquals(
        FILE.replace(
            "f.example\"}\n",
            "f.example\"}\n  hook:\n    type: webhook\n    url: \"https://x.example/#a\"\n"),
        text(FILE, added));
  }

  @Test
  void theFirstRoute_hasItsKey_alsoInBraces() {
    var added =
        RouteChange.add("hook", Map.of("type", "webhook", "url", "http://x.example"), Map.of());
    assertEquals(
        """
        watches: [{target: a.example}]
        routes:
          hook:
            type: webhook
            url: http://x.example
        """,
        text("watches: [{target: a.example}]\n", added));
    assertEquals(
        """
        routes: {hook: {type: webhook, url: http://x.example}} # none
        watches: [{target: a.example}]
        """,
        text("routes: {} # none\nwatches: [{target: a.example}]\n", added));
    assertEquals(
        "{watches: [{target: a.example}], routes: {hook: {type: webhook, url: http://x.example}}}",
        text("{watches: [{target: a.example}]}", added));
    assertEquals(
        "routes: {a: {type: command, command: /bin/true}, hook: {type: webhook, url:"
            + " http://x.example}}\n"
            + "watches: [{target: a.example}]\n",
        text(
            "routes: {a: {type: command, command: /bin/true}}\nwatches: [{target: a.example}]\n",
            added));
  }

  @Test
  void aValueIsReplacedWhereItStands_andAnUnchangedValueIsNotTouched() {
    assertEquals(
        FILE.replace("server: \"mail.example:25\"", "server: relay.example:587"),
        text(FILE, edit("mail", "server", "relay.example:587")));
    assertEquals(FILE, text(FILE, edit("mail", "to", "c@d.example, e@f.example")));
    assertEquals(
        FILE.replace(
            "secret-file: /etc/parallax/ops.secret\n",
            "secret-file: /etc/parallax/ops.secret\n    language: zh\n"),
        text(FILE, edit("ops", "language", "zh")));
  }

  @Test
  void aRouteIsRemovedWithItsLines_aRouteOfAWatchIsKept() {
    assertEquals(
        FILE.replace(
            """
              ops: # first
                type: ntfy   # push
                url: https://push.example/shop
                secret-file: /etc/parallax/ops.secret
            """,
            ""),
        text(FILE, new RouteChange.Remove("ops")));
    assertEquals(
        "expected a route without watches, got: mail, of 1 watches, such as https://shop.example",
        refused(new RouteChange.Remove("mail")));
    assertEquals(
        "watches: [{target: a.example}]\n",
        text(
            "routes: {a: {type: command, command: /bin/true}}\nwatches: [{target: a.example}]\n",
            new RouteChange.Remove("a")));
  }

  @Test
  void aKnownSecret_isNotSentToAnotherReceiver() {
    var refused = refused(edit("ops", "url", "https://evil.example/"));
    assertTrue(refused.startsWith("expected the secret of the route ops again"), refused);
    assertTrue(refused(edit("ops", "type", "webhook")).contains("expected the secret"));
    var again =
        RouteChange.edit("ops", Map.of("url", "https://new.example/"), Map.of("secret", "x1"));
    var stored = ((RouteChange.Put) again).stored(Map.of(RouteField.SECRET_FILE, "/s/new"));
    var changed = text(FILE, stored);
    assertTrue(changed.contains("url: https://new.example/\n"), changed);
    assertTrue(changed.contains("secret-file: \"/s/new\"\n"), changed);
  }

  @Test
  void filesAndCommands_areNamedInTheFileOnly() {
    for (var key : new String[] {"command", "secret-file", "url-file", "tarket"}) {
      var refused =
          assertThrows(IllegalArgumentException.class, () -> edit("ops", key, "/etc/passwd"));
      assertTrue(refused.toString().contains("got: " + key), refused.toString());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> RouteChange.add("x", Map.of("type", "command"), Map.of()));
  }

  @Test
  void aMistake_isRefusedWithTheWordsOfLint() {
    assertTrue(refused(edit("ops", "type", "fax")).contains("a type is one of "));
    assertTrue(refused(edit("mail", "server", "x")).startsWith("line "));
    assertTrue(refused(edit("ops", "url", "")).contains("a route ntfy has the key url"));
    assertEquals("expected a route of the watch file, got: x", refused(edit("x", "url", "y")));
    assertEquals(
        "expected the name of no route, got: ops",
        refused(RouteChange.add("ops", Map.of("type", "webhook"), Map.of())));
    assertTrue(
        refused(RouteChange.add("a b", Map.of("type", "webhook", "url", "http://x"), Map.of()))
            .contains("a name of a route is 1 to 64 of A-Z a-z 0-9 . _ -, got: a b"));
  }

  @Test
  void aSecret_isNeverShown() {
    var change = RouteChange.edit("ops", Map.of(), Map.of("secret", "hunter2"));
    assertFalse(change.toString().contains("hunter2"), change.toString());
    assertEquals("edit the route ops: secret", change.described());
    for (var wrong : new String[] {"", " ", "a\u0007b", "x".repeat(4_097)}) {
      var refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> RouteChange.edit("ops", Map.of(), Map.of("secret", wrong)));
      assertFalse(refused.toString().contains("xxx"), "the value is no part of the error");
    }
    var url =
        assertThrows(
            IllegalArgumentException.class,
            () -> RouteChange.edit("ops", Map.of(), Map.of("secret-url", "ftp://key@x")));
    assertEquals("expected a URL of http or https for secret-url", url.getMessage());
  }

  @Test
  void windowsOfAllWatches_areSet_replaced_andRemoved() {
    var once = "2026-12-01T02:00:00Z/2026-12-01T04:00:00Z";
    var set = text(FILE, new MaintenanceChange("sat, sun 02:00-04:00 Europe/Berlin; " + once));
    var line =
        "maintenance: [{days: [sat, sun], from: 02:00, to: 04:00, zone: Europe/Berlin}, {from:"
            + " 2026-12-01T02:00:00Z, to: 2026-12-01T04:00:00Z}]\n";
    assertEquals(FILE.replace("# the end", line + "# the end"), set);
    assertEquals("sat,sun 02:00-04:00 Europe/Berlin; " + once, WatchText.maintenance(set));
    assertEquals(FILE, text(set, new MaintenanceChange("none")));
    assertEquals(set, text(set, new MaintenanceChange(WatchText.maintenance(set))));
    for (var wrong : new String[] {"sat", "sat 25:00-04:00 Europe/Berlin", "sat 1-2 3 4"}) {
      refused(new MaintenanceChange(wrong));
    }
    assertTrue(
        refused(new MaintenanceChange("sat 02:00-04:00 Europe/Berln")).contains("Europe/Berln"));
    assertTrue(
        refused(new MaintenanceChange("2026-12-02T00:00:00Z/2026-12-01T00:00:00Z"))
            .contains("a maintenance window ends after its start"));
  }

  @Test
  void windowsOfAWatch_areAFieldOfIt() {
    var own = WatchText.own(FILE, "https://shop.example").getOrDefault("maintenance", "");
    assertEquals("sat,sun 02:00-04:00 Europe/Berlin", own);
    assertEquals(FILE, text(FILE, windows(own)), "an unchanged value keeps its comments");
    var changed = text(FILE, windows("mon 23:00-01:00 Asia/Shanghai"));
    assertEquals(
        FILE.replace(
            """
                maintenance:
                  - {days: [sat, sun], from: "02:00", to: "04:00", zone: Europe/Berlin} # weekly
            """,
            """
                maintenance: [{days: [mon], from: 23:00, to: 01:00, zone: Asia/Shanghai}] # weekly
            """),
        changed);
    assertTrue(text(FILE, windows("none")).contains("maintenance: []"));
    assertFalse(text(FILE, windows("")).contains("maintenance"));
  }

  private static WatchChange windows(String windows) {
    return new WatchChange.Edit(
        "https://shop.example", "", Map.of(WatchField.MAINTENANCE, windows));
  }

  @Test
  void aChangeOfMoreThanItsRoute_isRefused() {
    var shared =
        """
        routes:
          a: &one {type: webhook, url: "http://x.example"}
          b: *one
        watches: [{target: a.example}]
        """;
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> text(shared, edit("b", "url", "http://y")));
    assertTrue(
        refused.toString().contains("a change of more than the route b"), refused.toString());
  }
}
