package dev.parallax.model.vantage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.model.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JoinTokenTest {
  private static final String SECRET = "S3cretS3cretS3cret-_";
  private static final JoinToken TOKEN = new JoinToken(new Values(1).bytes(32), "abcd1234", SECRET);

  @Test
  void isReadBackFromItsText() {
    assertEquals(TOKEN, JoinToken.parse(TOKEN.text()));
    assertEquals(TOKEN, JoinToken.parse("  " + TOKEN.text() + "\n"));
  }

  @Test
  void printsWithoutItsSecret() {
    assertEquals("plx1.abcd1234", TOKEN.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plx1",
        "plx1.a.b.c",
        "plx2.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.abcd1234." + SECRET,
        "plx1.AAAA.abcd1234." + SECRET,
        "plx1.not base64!.abcd1234." + SECRET,
        "plx1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ABCD." + SECRET,
        "plx1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.abc." + SECRET,
        "plx1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.abcd1234.short",
        "plx1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.abcd1234." + SECRET + ".more",
        "plx1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.abcd1234." + SECRET + "\u0007",
      })
  void malformedTextIsRefusedWithoutTheSecret(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> JoinToken.parse(text));
    assertFalse(String.valueOf(refusal.getMessage()).contains(SECRET), refusal.getMessage());
  }
}
