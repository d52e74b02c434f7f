package dev.parallax.watch.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parallax.model.plan.Arm;
import dev.parallax.report.FailOn;
import dev.parallax.report.words.Language;
import dev.parallax.watch.spec.RouteKind;
import dev.parallax.watch.spec.RouteKind.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A watch file is read whole, or each mistake in it is named with its line. */
public final class WatchFileTest {
  /** A file with every kind of entry. */
  public static final String SAMPLE =
      """
      link: https://parallax.example:8443
      language: en
      defaults:
        interval: 60s
        routes: [ops]
      routes:
        ops:
          type: webhook
          url: https://hooks.example/parallax
          secret-file: /etc/parallax/ops.secret
        feishu:
          type: feishu
          language: zh
          url-file: /etc/parallax/feishu.url
        mail:
          type: smtp
          server: mail.example:25
          from: parallax@shop.example
          to: ops@shop.example, dev@shop.example
      watches:
        - target: https://shop.example status=200
          vantages: eu,us
          level: region
          probability: 0.95
          arms: [small_hello]
          routes: [ops, feishu]
          maintenance:
            - days: [sat, sun]
              from: "02:00"
              to: "04:00"
              zone: Europe/Berlin
        - target: smtp://mail.example
          interval: 5m
          expiry-days: [30, 7]
      maintenance:
        - from: "2026-12-01T00:00:00Z"
          to: "2026-12-01T06:00:00Z"
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void aFileIsWatchesRoutesAndWindows() throws Exception {
    var set = WatchFileReader.read(SAMPLE);
    assertEquals(
        List.of("https://shop.example", "smtp://mail.example"),
        set.watches().stream().map(watch -> watch.name()).toList());
    var shop = set.watches().getFirst();
    assertEquals(Duration.ofSeconds(60), shop.interval());
    assertEquals("eu,us", shop.vantages().toString());
    assertEquals(FailOn.REGION, shop.level());
    assertEquals(0.95, shop.probability());
    assertEquals(Set.of(Arm.SMALL_HELLO), shop.arms());
    assertEquals(List.of("ops", "feishu"), shop.routes());
    assertTrue(shop.isInMaintenance(Instant.parse("2026-12-05T02:30:00Z")));
    assertTrue(shop.isInMaintenance(Instant.parse("2026-12-01T03:00:00Z")));
    assertFalse(shop.isInMaintenance(Instant.parse("2026-12-04T02:30:00Z")));
    var mail = set.watches().getLast();
    assertEquals(Duration.ofMinutes(5), mail.interval());
    assertEquals(List.of("ops"), mail.routes());
    var feishu = set.route("feishu").orElseThrow();
    assertEquals(RouteKind.FEISHU, feishu.kind());
    assertEquals(Language.ZH, feishu.language());
    assertEquals("/etc/parallax/feishu.url", feishu.setting(Setting.URL_FILE).orElseThrow());
    assertEquals("https://parallax.example:8443", set.link().orElseThrow());
  }

  @Test
  void expiryDays_areThoseOfTheWatch_orTheDefaults_orNone() throws Exception {
    var set =
        WatchFileReader.read(
            """
            defaults: {expiry-days: [30, 14]}
            watches:
              - target: a.test
              - {target: b.test, expiry-days: [3]}
              - {target: c.test, expiry-days: []}
            """);
    assertEquals(
        List.of(Set.of(30, 14), Set.of(3), Set.of()),
        set.watches().stream().map(watch -> watch.expiryDays()).toList());
    var plain = WatchFileReader.read("watches: [{target: a.test}]");
    assertEquals(Set.of(21, 7, 1), plain.watches().getFirst().expiryDays());
  }

  @Test
  void insideVantages_areThoseOfTheWatch_orTheDefaults() throws Exception {
    var set =
        WatchFileReader.read(
            """
            defaults: {inside: [label.dc=own]}
            watches:
              - target: a.test
              - {target: b.test, inside: [lan=10.0.0.7, "lan6=2001:db8::7"]}
              - {target: c.test, inside: []}
            """);
    assertEquals(
        List.of("[label.dc=own]", "[lan=10.0.0.7, lan6=2001:db8:0:0:0:0:0:7]", "[]"),
        set.watches().stream().map(watch -> watch.inside().toString()).toList());
    assertTrue(set.watches().get(1).inside().getFirst().route().isPresent());
  }

  @Test
  void aHeartbeatIsAUrl() throws WatchFileException {
    var watches = "\nwatches: [{target: a.test}]";
    var set = WatchFileReader.read("heartbeat: https://hc.example/x" + watches);
    assertEquals("https://hc.example/x", set.heartbeat().orElseThrow());
    var wrong =
        assertThrows(
            WatchFileException.class,
            () -> WatchFileReader.read("heartbeat: ftp://hc.example/x" + watches));
    assertTrue(wrong.toString().contains("expected a URL of http or https"), wrong.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          interval: 60s                   | interval: 5x                 | line 4: interval: expected a duration such as 60s, 5m or 1h, got: 5x
          interval: 5m                    | interval: 2h                 | line 32: an interval is 10s to 1h, got: 7200s
          level: region                   | level: never                 | line 23: level: expected vantage, path, region or origin, got: never
          probability: 0.95               | probability: 1.5             | line 21: a probability is 0.5 to 1, got: 1.5
          arms: [small_hello]             | arms: [tiny]                 | line 25: arms: expected the word of an arm, got: tiny
          arms: [small_hello]             | arms: small_hello            | line 25: expected a sequence for arms, got: small_hello
          routes: [ops, feishu]           | routes: [pager]              | line 21: expected a route of ops, feishu, mail, got: pager
          zone: Europe/Berlin             | zone: Europe/Atlantis        | line 31: zone: Unknown time-zone ID: Europe/Atlantis
          days: [sat, sun]                | days: [caturday]             | line 28: days: a day is one of mon, tue, wed, thu, fri, sat, sun, got: caturday
          to: "2026-12-01T06:00:00Z"      | to: "2026-11-01T06:00:00Z"   | line 36: a maintenance window ends after its start 2026-12-01T00:00:00Z, got: 2026-11-01T06:00:00Z
          target: smtp://mail.example     | target: https://shop.example | line 32: the target has a watch already: https://shop.example
          target: smtp://mail.example     | tarket: smtp://mail.example  | line 32: the key target is missing
          type: feishu                    | type: telegram               | line 12: type: a type is one of webhook, alertmanager, slack, pagerduty, feishu, dingtalk, wecom, ntfy, smtp, command, got: telegram
          server: mail.example:25         | server: mail.example         | line 17: server: expected HOST:PORT, got: mail.example
          url: https://hooks.example/parallax | url: file:///etc/passwd  | line 9: url: expected an http or https URL without a user, got: file:///etc/passwd
          secret-file: /etc/parallax/ops.secret | secret: hunter2        | line 10: expected a key of a route
          expiry-days: [30, 7]            | inside: ["lan=::g"]          | line 34: inside: Invalid IP address literal: ::g
          expiry-days: [30, 7]            | expiry-days: [0]             | line 34: expiry-days: expected days of 1 to 398, got: 0
          expiry-days: [30, 7]            | expiry-days: 30              | line 34: expected a sequence for expiry-days, got: 30
          language: en                    | language: fr                 | line 2: language: expected en or zh, got: fr
          language: en                    | language: [en                | line 3: YAML:
          """)
  void aMistakeIsNamedWithItsLine(String right, String wrong, String said) {
    var broken = SAMPLE.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
    var refused = assertThrows(WatchFileException.class, () -> WatchFileReader.read(broken));
    var all = refused.mistakes().stream().map(Mistake::toString).collect(Collectors.joining("\n"));
    assertTrue(all.contains(said), all);
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    var broken = SAMPLE.replace("interval: 60s", "interval: x").replace("type: smtp", "type: fax");
    var refused = assertThrows(WatchFileException.class, () -> WatchFileReader.read(broken));
    assertEquals(List.of(4, 16), refused.mistakes().stream().map(Mistake::line).toList());
  }

  @Test
  void aSecretInTheFileIsNotRepeated() {
    var broken = SAMPLE.replace("secret-file: /etc/parallax/ops.secret", "secret: hunter2");
    var refused = assertThrows(WatchFileException.class, () -> WatchFileReader.read(broken));
    assertFalse(String.valueOf(refused.getMessage()).contains("hunter2"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"''", "[]", "text", "'a: &x [*x]'", "'watches: []'", "'\u0000'"})
  void nonsenseIsAMistake(String text) {
    assertThrows(WatchFileException.class, () -> WatchFileReader.read(text));
  }

  @Test
  void nestedAliasesDoNotExplode() {
    var bomb = new StringBuilder("a0: &a0 [x,x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThrows(WatchFileException.class, () -> WatchFileReader.read(bomb.toString()));
  }

  @Test
  void aMistakeKeepsTheEarlierWatches_andARepairIsRead() throws Exception {
    var path = folder.resolve("watch.yaml");
    Files.writeString(path, SAMPLE);
    var file = WatchFile.open(path);
    assertTrue(file.reread().isEmpty());
    Files.writeString(path, SAMPLE.replace("interval: 5m", "interval: 5 minutes"));
    assertTrue(file.reread().isEmpty());
    assertEquals(2, file.current().watches().size());
    assertTrue(file.trouble().orElseThrow().contains("line 33: interval"), file.trouble().get());
    Files.delete(path);
    assertTrue(file.reread().isEmpty());
    assertEquals(2, file.current().watches().size());
    Files.writeString(path, SAMPLE.replace("interval: 5m", "interval: 10m"));
    assertEquals(
        Duration.ofMinutes(10), file.reread().orElseThrow().watches().getLast().interval());
    assertTrue(file.trouble().isEmpty());
  }

  @Test
  void theSchemaTakesTheSample_andRefusesWhatTheReaderRefuses() throws IOException {
    var schema = schema();
    assertEquals(List.of(), schema.validate(SAMPLE, InputFormat.YAML));
    for (var broken :
        List.of(
            SAMPLE.replace("type: feishu", "type: telegram"),
            SAMPLE.replace("level: region", "level: never"),
            SAMPLE.replace("[30, 7]", "[30, 0]"),
            SAMPLE.replace("secret-file:", "secret:"),
            SAMPLE.replace("days: [sat, sun]", "days: [caturday]"),
            SAMPLE.replace("target: smtp", "tarket: smtp"))) {
      assertFalse(schema.validate(broken, InputFormat.YAML).isEmpty(), broken);
    }
  }

  @Test
  void theSchemaKnowsEachRoute() throws IOException {
    var schema = schema().toString();
    assertFalse(schema.isEmpty());
    for (var kind : RouteKind.values()) {
      var lines = new StringBuilder();
      for (var setting : kind.required()) {
        lines
            .append("    ")
            .append(setting.word())
            .append(": ")
            .append(sample(setting))
            .append('\n');
      }
      var text =
          "routes:\n  r:\n    type: "
              + kind.word()
              + "\n"
              + lines
              + "watches: [{target: a.example}]\n";
      assertEquals(List.of(), schema().validate(text, InputFormat.YAML), text);
    }
  }

  private static String sample(Setting setting) {
    return switch (setting) {
      case URL -> "https://a.example/x";
      case URL_FILE, SECRET_FILE, COMMAND -> "/etc/x";
      case SERVER -> "a.example:25";
      case FROM, TO -> "a@a.example";
      case USER -> "a";
      case TLS -> "tls";
    };
  }

  private static Schema schema() throws IOException {
    try (var stream =
        Objects.requireNonNull(WatchFile.class.getResourceAsStream("watch.schema.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(stream.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }
}
