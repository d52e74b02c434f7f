package dev.parallax.sweep.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VantageSelectorTest {
  private static final Vantage FRANKFURT =
      new Vantage(
          new VantageId("fra-1"),
          Map.of("region", "eu", "asn", "64500", "city", "Frankfurt", "rack", "7"),
          "1",
          Optional.empty(),
          Map.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "all | true",
        "'' | true",
        "eu | true",
        "EU | true",
        "fra-1 | true",
        "AS64500 | true",
        "64500 | true",
        "rack=7 | true",
        "rack=8 | false",
        "ap | false",
        "eu+AS64500 | true",
        "eu+ap | false",
        "ap,eu | true",
        "ap, eu + frankfurt | true",
      })
  void matches(String selector, boolean expected) {
    assertEquals(expected, VantageSelector.parse(selector).matches(FRANKFURT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu,", "+eu", "eu++ap", ","})
  void emptyTermIsRefusedByName(String selector) {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> VantageSelector.parse(selector));

    assertTrue(
        String.valueOf(refusal.getMessage()).endsWith("got: " + selector), refusal::toString);
  }

  @Test
  void printsWhatWasAsked() {
    assertEquals("all", VantageSelector.parse(" ").toString());
  }
}
