package dev.parallax.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example/parallax?user=me&password=secret77",
        "jdbc:postgresql://db.example/parallax?PASSWORD=secret77",
        "jdbc:postgresql://db.example/parallax?user=me&pass%77ord=secret77",
        "jdbc:postgresql://db.example/parallax?sslpassword=secret77",
        "jdbc:postgresql://me:secret77@db.example/parallax",
        "jdbc:postgresql://a.example,me:secret77@b.example/parallax",
      })
  void address_withAPassword_isRefused_andTheMessageDoesNotContainIt(String url) {
    var refused = assertThrows(IllegalArgumentException.class, () -> new DatabaseAddress(url));
    var message = String.valueOf(refused.getMessage());
    assertFalse(message.contains("secret77"), message);
    assertTrue(message.contains("PGPASSFILE"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "postgresql://db.example/parallax",
        "jdbc:sqlite:/tmp/file",
        "jdbc:mysql://db.example/parallax",
        "jdbc:postgresql://db.example:99999/parallax",
      })
  void otherAddress_isRefused_andNamed(String url) {
    var refused = assertThrows(IllegalArgumentException.class, () -> new DatabaseAddress(url));
    var message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("jdbc:postgresql://HOST:PORT/NAME"), message);
    assertTrue(message.endsWith(url), message);
  }

  @Test
  void text_isTheAddressWithoutProperties() {
    var address =
        new DatabaseAddress("jdbc:postgresql://a.example:5433,b.example/x?user=me&sslmode=require");
    assertEquals("jdbc:postgresql://a.example:5433,b.example/x", address.toString());
    assertTrue(address.has("sslmode"));
    assertFalse(address.has("socketTimeout"));
  }
}
