package dev.parallax.outlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutletConfigTest {
  private static final Optional<ClickHouseUser> USER =
      Optional.of(ClickHouseUser.parse("writer:p:w\n"));

  @Test
  void place_isAFolderOrAnAddress() {
    assertInstanceOf(JsonLinesOutlet.class, config("/srv/years").open());
    assertInstanceOf(ClickHouseOutlet.class, config("https://ch.example:8443").open());
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "http://", "http://user:secret@ch.example", "http://a b"})
  void malformedPlace_isRefused(String place) {
    var refused = assertThrows(IllegalArgumentException.class, () -> config(place));
    assertFalse(String.valueOf(refused.getMessage()).contains("secret"), refused::getMessage);
  }

  @Test
  void folderWithCredentials_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new OutletConfig("/srv/years", USER));
    assertEquals("writer:***", USER.orElseThrow().toString());
  }

  private static OutletConfig config(String place) {
    return new OutletConfig(place, Optional.empty());
  }
}
