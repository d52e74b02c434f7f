package dev.parallax.bench.fault.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.spool.SendLog;
import dev.parallax.attribution.Attribution;
import dev.parallax.cli.client.StoredReport;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.Acknowledgement;
import dev.parallax.v1.Refusal;
import dev.parallax.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison of a stored sweep with the send log of an agent. */
final class EvidenceCheckTest {
  private static final SweepId SWEEP = new SweepId("20260101-000000-aaaa");
  private static final VantageId VANTAGE = new VantageId("f1");
  private static final Target TARGET = Target.parse("tcp://open.test:9");
  private static final String PLAN = "0".repeat(64);
  private static final List<Observation> SENT =
      IntStream.rangeClosed(1, 4).mapToObj(EvidenceCheckTest::trial).toList();

  @TempDir Path folder;
  private SendLog log;
  private SendRecords records;

  @BeforeEach
  void open() throws IOException {
    var file = folder.resolve("sent");
    log = SendLog.open(file);
    records = new SendRecords(file);
    SENT.forEach(seen -> log.kept(Wire.toProto(seen)));
  }

  @Test
  void aSweepWithAllThatWasSent_isClean() throws IOException {
    var finding = check(SENT, lines(4));
    assertEquals(4, finding.sent());
    assertEquals(0, finding.lost() + finding.duplicated() + finding.late());
    assertTrue(finding.sameVerdict(), finding::difference);
  }

  @Test
  void anObservationThatIsNotStored_isLost() throws IOException {
    var finding = check(SENT.subList(0, 3), lines(3));
    assertEquals(1, finding.lost());
    assertEquals(0, finding.duplicated());
  }

  @Test
  void anObservationThatIsStoredOtherwise_isLost() throws IOException {
    var changed = new Observation(SENT.getFirst().key(), PLAN, new Outcome.Ok(), Steps.NONE);
    var stored = Stream.concat(Stream.of(changed), SENT.stream().skip(1)).toList();
    assertEquals(1, check(stored, lines(4)).lost());
  }

  @Test
  void anObservationThatWasRefused_isLateAndNotLost() throws IOException {
    log.acknowledged(answer(SENT.getLast(), Refusal.REFUSAL_LATE));
    var finding = check(SENT.subList(0, 3), lines(3));
    assertEquals(1, finding.late());
    assertEquals(0, finding.lost());
  }

  @Test
  void anObservationThatIsStoredTwiceOrThatNoAgentSent_isDuplicated() throws IOException {
    var twice = Stream.concat(SENT.stream(), Stream.of(SENT.getFirst())).toList();
    assertEquals(1, check(twice, lines(5)).duplicated());
    var invented = Stream.concat(SENT.stream(), Stream.of(trial(9))).toList();
    assertEquals(1, check(invented, lines(5)).duplicated());
  }

  @Test
  void aTrialThatWasMeasuredTwice_isDuplicated() throws IOException {
    var again = new Observation(SENT.getFirst().key(), PLAN, new Outcome.Ok(), Steps.NONE);
    log.sent(Wire.toProto(again));
    assertEquals(1, check(SENT, lines(4)).duplicated());
  }

  @Test
  void aLineThatWasPrintedTwiceOrNotAtAll_counts() throws IOException {
    assertEquals(1, check(SENT, lines(3)).lost());
    assertEquals(
        1, check(SENT, Stream.concat(lines(4).stream(), lines(1).stream()).toList()).duplicated());
  }

  @Test
  void anAnswerSettlesAnObservation() throws IOException {
    records.read();
    assertFalse(records.settled());
    SENT.forEach(seen -> log.acknowledged(answer(seen, Refusal.REFUSAL_UNSPECIFIED)));
    records.read();
    assertTrue(records.settled());
  }

  private EvidenceCheck.Finding check(List<Observation> stored, List<String> printed)
      throws IOException {
    records.read();
    var sweep = sweep(stored);
    return EvidenceCheck.of(
        new StoredReport(sweep, Attribution.attribute(sweep), true),
        List.of(records),
        Optional.of(printed),
        Optional.empty());
  }

  private static List<String> lines(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static Acknowledgement answer(Observation seen, Refusal refused) {
    return Acknowledgement.newBuilder()
        .setKey(Wire.toProto(seen).getKey())
        .setRefused(refused)
        .build();
  }

  private static Sweep sweep(List<Observation> stored) {
    return new Sweep(
        SWEEP,
        Instant.EPOCH,
        Duration.ofSeconds(1),
        false,
        List.of(new Vantage(VANTAGE, Map.of(), "1", Optional.empty(), Map.of())),
        List.of(new Round(1, PLAN, List.of(), 4)),
        new Coverage(1, 1, List.of()),
        List.of(new TargetResults(TARGET, Map.of(), stored)));
  }

  private static Observation trial(int number) {
    return new Observation(
        new TrialKey(SWEEP, 1, TARGET.name(), VANTAGE, Arm.BASE, "", Optional.empty(), number),
        PLAN,
        new Outcome.NotRun(NotRunReason.DEADLINE, ""),
        Steps.NONE);
  }
}
