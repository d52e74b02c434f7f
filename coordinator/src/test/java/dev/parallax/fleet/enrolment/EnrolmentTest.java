package dev.parallax.fleet.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.AgentKeys;
import dev.parallax.fleet.Desk;
import dev.parallax.fleet.authority.Role;
import dev.parallax.fleet.enrolment.RefusedException.Reason;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.VantageId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnrolmentTest {
  private static final VantageId EU = new VantageId("eu-1");

  @TempDir Path folder;
  private final AgentKeys keys = AgentKeys.generate();
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void enrol_givesTheNameToTheAgentsKey() {
    var enrolled = desk.enrolment.enrol(desk.token(), "eu-1", Map.of(), keys.signingRequest());
    var stored = desk.store.vantage(EU).orElseThrow();
    assertEquals(keys.pair().getPublic(), enrolled.certificate().getPublicKey());
    assertEquals(new Role.Agent(EU, stored.enrolment()), Role.of(enrolled.certificate()));
    assertEquals(desk.authority.certificate(), enrolled.authority());
    assertEquals(enrolled.certificate().getNotAfter().toInstant(), stored.certificateNotAfter());
    assertEquals("enrol vantage eu-1 labels {}", desk.store.auditLines(1).getFirst().action());
  }

  @Test
  void enrol_labelsOfTheTokenWin() {
    var token =
        desk.tokens.create("operator:test", Map.of("isp", "A"), 1, Duration.ofHours(1)).token();
    var enrolled =
        desk.enrolment.enrol(
            token.text(), "eu-1", Map.of("isp", "B", "city", "Köln"), keys.signingRequest());
    assertEquals(Map.of("isp", "A", "city", "Köln"), enrolled.labels());
    assertEquals(enrolled.labels(), desk.store.vantage(EU).orElseThrow().labels());
  }

  @Test
  void enrol_onlyTheTokenSendsOthersToAResponder() {
    var at = Map.of("responder", "203.0.113.1:443");
    var free = desk.tokens.create("operator:test", Map.of(), 1, Duration.ofHours(1)).token();
    var declared = desk.enrolment.enrol(free.text(), "eu-1", at, keys.signingRequest());
    assertEquals(Map.of(), declared.labels());

    var bound = desk.tokens.create("operator:test", at, 1, Duration.ofHours(1)).token();
    var confirmed = desk.enrolment.enrol(bound.text(), "eu-2", Map.of(), keys.signingRequest());
    assertEquals(at, confirmed.labels());
  }

  @Test
  void enrol_nameTaken_isRefusedAndTheTokenStaysGood() {
    desk.joined("eu-1", AgentKeys.generate());
    var token = desk.token();
    assertRefused(Reason.NAME_TAKEN, token, "eu-1", Map.of(), keys.signingRequest());
    desk.enrolment.enrol(token, "eu-2", Map.of(), keys.signingRequest());
  }

  @Test
  void enrol_nameOfARevokedVantage_isFreeAndTheOldCertificateStaysVoid() {
    var old = desk.joined("eu-1", AgentKeys.generate());
    desk.store.revokeVantage(EU);
    var anew = desk.joined("eu-1", keys);
    assertEquals(Role.of(anew), desk.admission.admit(anew));
    var refused = assertThrows(RefusedException.class, () -> desk.admission.admit(old));
    assertEquals(Reason.VANTAGE_REVOKED, refused.reason());
  }

  @Test
  void enrol_usedToken_isRefused() {
    var token = desk.token();
    desk.enrolment.enrol(token, "eu-1", Map.of(), keys.signingRequest());
    assertRefused(Reason.TOKEN_USED_UP, token, "eu-2", Map.of(), keys.signingRequest());
    assertEquals(1, desk.store.vantages().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no token", "plx1.x.y.z", "plx2.AAAA.abcd.secretsecretsecret"})
  void enrol_tokenMalformed(String token) {
    assertRefused(Reason.MALFORMED, token, "eu-1", Map.of(), keys.signingRequest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-eu", "eu 1", "eu\n1", "../eu"})
  void enrol_nameMalformed(String name) {
    assertRefused(Reason.MALFORMED, desk.token(), name, Map.of(), keys.signingRequest());
  }

  @Test
  void enrol_labelMalformed() {
    var many = IntStream.range(0, 33).boxed().collect(Collectors.toMap(i -> "k" + i, _ -> "v"));
    assertRefused(Reason.MALFORMED, desk.token(), "eu-1", many, keys.signingRequest());
    var control = Map.of("isp", "A\u001b[2J");
    assertRefused(Reason.MALFORMED, desk.token(), "eu-1", control, keys.signingRequest());
  }

  @Test
  void enrol_requestMalformedOrSignedByAnotherKey() {
    assertRefused(Reason.MALFORMED, desk.token(), "eu-1", Map.of(), Bytes.EMPTY);
    var garbage = Bytes.copyOf(new byte[200]);
    assertRefused(Reason.MALFORMED, desk.token(), "eu-1", Map.of(), garbage);
    var huge = Bytes.copyOf(new byte[20_000]);
    assertRefused(Reason.MALFORMED, desk.token(), "eu-1", Map.of(), huge);
    var stolen = keys.signingRequest(AgentKeys.generate().pair());
    assertRefused(Reason.MALFORMED, desk.token(), "eu-1", Map.of(), stolen);
  }

  @Test
  void enrol_refusal_isOneShortLine() {
    var refused =
        assertThrows(
            RefusedException.class,
            () ->
                desk.enrolment.enrol(
                    desk.token(), "\n\u001b".repeat(9_999), Map.of(), keys.signingRequest()));
    var said = String.valueOf(refused.getMessage());
    assertTrue(said.length() < 300 && said.chars().noneMatch(Character::isISOControl), said);
  }

  private void assertRefused(
      Reason reason, String token, String name, Map<String, String> labels, Bytes request) {
    var refused =
        assertThrows(
            RefusedException.class, () -> desk.enrolment.enrol(token, name, labels, request));
    assertEquals(reason, refused.reason(), refused.getMessage());
  }
}
