package dev.parallax.idna;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samples of RFC 3492, section 7.1. */
final class PunycodeTest {
  @ParameterizedTest
  @CsvSource({
    "他们为什么不说中文, ihqwcrb4cv8a8dqg056pqjye",
    "他們爲什麽不說中文, ihqwctvzc91f659drss3x8bo0yb",
    "pročprostěnemluvíčesky, proprostnemluvesky-uyb24dma41a",
    "почемужеонинеговорятпорусски, b1abfaaepdrnnbgefbadotcwatmq2g4l",
    "3年b組金八先生, 3b-ww4c5e180e575a65lsy2b",
    "そのスピードで, d9juau41awczczp",
  })
  void samples(String label, String encoded) {
    assertEquals(encoded, Punycode.encode(label));
  }
}
