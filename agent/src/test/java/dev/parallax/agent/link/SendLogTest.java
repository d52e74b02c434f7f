package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.agent.spool.PlanJournal;
import dev.parallax.agent.spool.SendLog;
import dev.parallax.agent.spool.Spool;
import dev.parallax.model.observation.Observation;
import dev.parallax.v1.Acknowledgement;
import dev.parallax.v1.Refusal;
import dev.parallax.wire.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of what an agent kept, sent and had acknowledged. */
final class SendLogTest {
  @TempDir Path folder;

  @Test
  void eachObservationAndEachAcknowledgementIsALine_alsoInALaterProcess() throws Exception {
    var file = folder.resolve("send.log");
    var first = uplink(SendLog.open(file));
    first.observed(SampleObservations.trial(1));
    first.acknowledged(stored(SampleObservations.trial(1)));
    uplink(SendLog.open(file)).observed(SampleObservations.trial(2));

    var events = new ArrayList<String>();
    for (var line : Files.readAllLines(file)) {
      events.add(line.substring(0, line.indexOf(' ')));
    }
    assertEquals(List.of("KEPT", "ACKNOWLEDGED", "KEPT"), events);
    var lines = Files.readAllLines(file);
    assertEquals(
        SampleObservations.trial(1),
        Wire.fromProto(dev.parallax.v1.Observation.parseFrom(message(lines.getFirst()))));
    assertEquals(
        stored(SampleObservations.trial(1)), Acknowledgement.parseFrom(message(lines.get(1))));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  private static Uplink uplink(SendLog log) {
    return new Uplink(Spool.inMemory(), PlanJournal.inMemory(), Runnable::run, log);
  }

  private static Acknowledgement stored(Observation observation) {
    return Acknowledgement.newBuilder()
        .setKey(Wire.toProto(observation).getKey())
        .setRefused(Refusal.REFUSAL_LATE)
        .build();
  }

  private static byte[] message(String line) {
    return Base64.getDecoder().decode(line.substring(line.indexOf(' ') + 1));
  }
}
