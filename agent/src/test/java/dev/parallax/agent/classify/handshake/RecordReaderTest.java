package dev.parallax.agent.classify.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.TlsStep.Alert;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  @Test
  void recordsAndAlert_areFound_howeverTheyAreSplit() {
    var reader = read("1403030001011503030002022817030300050102030405");
    assertEquals(3, reader.records());
    assertEquals(Optional.of(new Alert(2, 40, true)), reader.alert());
    assertFalse(reader.isNotTls() || reader.isMalformed());
  }

  @Test
  void encryptedAlert_isNotReadAsOne() {
    assertTrue(read("15030300060102030405ff").alert().isEmpty());
  }

  @Test
  void partOfARecord_isNotCounted() {
    assertEquals(0, read("16030300ff0102").records());
  }

  @Test
  void firstBytesDecideWhetherItIsTls_laterOnesWhetherItIsBroken() {
    assertTrue(read("48545450").isNotTls());
    assertTrue(read("1602").isNotTls());
    assertTrue(read("160303ffff").isNotTls());
    assertTrue(read("140303000101ff").isMalformed());
  }

  @Test
  void noBytesWhatsoever_makeItThrow() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      var bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      var reader = new RecordReader(true);
      for (byte next : bytes) {
        reader.read(next);
      }
      assertTrue(ClientHello.of(bytes).isEmpty());
    }
  }

  private static RecordReader read(String hex) {
    var reader = new RecordReader(true);
    for (byte next : HexFormat.of().parseHex(hex)) {
      reader.read(next);
    }
    return reader;
  }
}
