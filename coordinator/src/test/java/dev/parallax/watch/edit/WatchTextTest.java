package dev.parallax.watch.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.watch.file.WatchFileException;
import dev.parallax.watch.file.WatchFileReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a change of a watch leaves of the file around it. */
final class WatchTextTest {
  private static final String SHOP = "https://shop.example";
  private static final String FILE =
      """
      # watches of the shop 🛒
      routes: {ops: {type: command, command: /bin/true}} # 渠道
      defaults:
        interval: 2m

      watches:
        # the shop itself
        - target: shop.example status=200 # main
          routes:
            - ops
          level: path   # not origin

        # mail
        - {target: "smtp://mail.example", interval: 5m} # in braces
        - target: last.example
      # the end
      """;

  private static WatchChange edit(String target, WatchField field, String value) {
    return new WatchChange.Edit(target, "", Map.of(field, value));
  }

  private static void assertChange(String expected, WatchChange change) {
    assertEquals(expected, WatchText.apply(FILE, change));
  }

  @Test
  void aWatchIsAddedAfterTheLast() {
    var fields =
        Map.of(WatchField.INTERVAL, "30s", WatchField.ROUTES, "ops", WatchField.VANTAGES, "a,b=c");
    assertChange(
        FILE.replace(
            "  - target: last.example\n",
            """
              - target: last.example
              - target: "new.example body~\\"a \\\\d\\""
                interval: 30s
                vantages: "a,b=c"
                routes: [ops]
            """),
        new WatchChange.Add("https://new.example", "new.example body~\"a \\d\"", fields));
  }

  @Test
  void aWatchIsRemovedWithItsLines_alsoInBraces() {
    assertChange(
        FILE.replace(
            """
              - target: shop.example status=200 # main
                routes:
                  - ops
                level: path   # not origin
            """,
            ""),
        new WatchChange.Remove(SHOP));
    assertChange(
        FILE.replace("  - {target: \"smtp://mail.example\", interval: 5m} # in braces\n", ""),
        new WatchChange.Remove("smtp://mail.example"));
  }

  @Test
  void aValueIsReplacedWhereItStands_andItsCommentStays() {
    assertChange(
        FILE.replace("level: path   #", "level: origin   #"),
        edit(SHOP, WatchField.LEVEL, "origin"));
    assertChange(
        FILE.replace("interval: 5m}", "interval: 1h}"),
        edit("smtp://mail.example", WatchField.INTERVAL, "1h"));
    assertChange(
        FILE.replace("routes:\n      - ops\n", "routes: []\n"),
        edit(SHOP, WatchField.ROUTES, "none"));
    assertChange(
        FILE.replace("shop.example status=200 #", "\"shop.example status=204\" #"),
        new WatchChange.Edit(SHOP, "shop.example status=204", Map.of()));
  }

  @Test
  void aWatchIsPausedAndResumed_andTheFileIsAsBefore() {
    for (var target : new String[] {SHOP, "smtp://mail.example", "https://last.example"}) {
      var paused = WatchText.apply(FILE, WatchChange.pause(target));
      assertTrue(paused.contains("paused: true"), paused);
      assertEquals(FILE, WatchText.apply(paused, WatchChange.resume(target)));
    }
    var pausedFirst = FILE.replace("- target: last", "- paused: true\n    target: last");
    assertEquals(FILE, WatchText.apply(pausedFirst, WatchChange.resume("https://last.example")));
  }

  @Test
  void aRemovedKeyLeavesTheDefaults() {
    assertChange(FILE.replace("    routes:\n      - ops\n", ""), edit(SHOP, WatchField.ROUTES, ""));
    assertChange(
        FILE.replace(", interval: 5m}", "}"), edit("smtp://mail.example", WatchField.INTERVAL, ""));
    assertEquals(
        Map.of("target", "shop.example status=200", "routes", "ops", "level", "path"),
        WatchText.own(FILE, SHOP));
  }

  @Test
  void aFileWithoutALastNewline_andWithoutIndentation_isChanged() throws WatchFileException {
    var bare = "watches:\n- target: a.example";
    var more =
        WatchText.apply(bare, new WatchChange.Add("https://b.example", "b.example", Map.of()));
    assertEquals("watches:\n- target: a.example\n- target: b.example\n", more);
    var paused = WatchText.apply(bare, WatchChange.pause("https://a.example"));
    assertEquals("watches:\n- target: a.example\n  paused: true\n", paused);
    assertTrue(WatchFileReader.read(paused).watches().getFirst().paused());
  }

  @Test
  void aMistakeIsRefused_namingTheValue() {
    assertRefused(FILE, edit(SHOP, WatchField.INTERVAL, "5s"), "an interval is 10s to 1h, got: 5");
    assertRefused(FILE, edit(SHOP, WatchField.INTERVAL, "x: y"), "got: x: y");
    assertRefused(FILE, edit(SHOP, WatchField.ROUTES, "nobody"), "got: nobody");
    assertRefused(FILE, edit(SHOP, WatchField.LEVEL, "a\nb: c"), "without control characters");
    assertRefused(FILE, edit("https://x.example", WatchField.LEVEL, "path"), "got: https://x.exa");
    assertRefused(
        FILE, new WatchChange.Add(SHOP, "shop.example", Map.of()), "without a watch, got: " + SHOP);
    assertRefused(
        FILE, new WatchChange.Edit(SHOP, "other.example", Map.of()), "expected the target " + SHOP);
    assertRefused(
        "watches: [{target: shop.example}]", WatchChange.pause(SHOP), "watches in brackets");
    assertRefused(
        "watches:\n  - target: shop.example\n", new WatchChange.Remove(SHOP), "the last watch");
    assertRefused("watches: 5", WatchChange.pause(SHOP), "expected a watch file without mistakes");
  }

  @Test
  void aSharedPart_isNotChangedForOthers() {
    var shared =
        """
        routes: {ops: {type: command, command: /bin/true}}
        watches:
          - target: shop.example
            routes: &all [ops]
          - target: b.example
            routes: *all
        """;
    assertRefused(shared, edit(SHOP, WatchField.ROUTES, "none"), "all");
    assertRefused(shared, new WatchChange.Remove(SHOP), "all");
  }

  private static void assertRefused(String text, WatchChange change, String message) {
    var refused = assertThrows(IllegalArgumentException.class, () -> WatchText.apply(text, change));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }
}
