package dev.parallax.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CredentialsFileTest {
  @TempDir Path folder;

  @Test
  void bearerAndBasic_eachForItsOrigin() throws Exception {
    var store =
        CredentialsFile.open(
            file(
                """
                # The shop
                shop   https://shop.example          bearer  abc.def-ghi
                admin  https://shop.example:8443     basic   admin:open sesame

                """));
    var shop = store.find("shop").orElseThrow();
    assertEquals("https://shop.example:443", shop.origin());
    assertEquals("Bearer abc.def-ghi", shop.authorization().value());
    var admin = store.find("admin").orElseThrow();
    assertEquals("https://shop.example:8443", admin.origin());
    assertEquals("Basic YWRtaW46b3BlbiBzZXNhbWU=", admin.authorization().value());
    assertFalse((shop + " " + admin).contains("abc"), shop::toString);
    assertEquals(Optional.empty(), store.find("other"));
  }

  @Test
  void changedFile_isReadAgain() throws Exception {
    var file = file("shop https://shop.example bearer first");
    var store = CredentialsFile.open(file);
    Files.writeString(file, "shop https://shop.example bearer second");
    assertEquals("Bearer second", store.find("shop").orElseThrow().authorization().value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shop https://shop.example hunter2|line 1: expected NAME",
        "shop http://shop.example bearer hunter2|got the origin: http://shop.example",
        "shop https://shop.example/path bearer hunter2|got the origin: https://shop.example/path",
        "shop https://shop.example digest hunter2|got the kind: digest",
        "shop https://shop.example basic hunter2|got a secret without USER:",
        "sh/op https://shop.example bearer hunter2|got: sh/op",
      })
  void malformedLine_isNamedWithoutItsSecret(String line, String expected) throws Exception {
    var file = file(line);
    var refused = assertThrows(IllegalArgumentException.class, () -> CredentialsFile.open(file));
    assertTrue(String.valueOf(refused.getMessage()).contains(expected), refused::getMessage);
    assertFalse(String.valueOf(refused.getMessage()).contains("hunter2"), refused::getMessage);
  }

  @Test
  void fileThatEveryUserReads_isRefused() throws Exception {
    var file = file("shop https://shop.example bearer first");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    var refused = assertThrows(IllegalArgumentException.class, () -> CredentialsFile.open(file));
    assertTrue(String.valueOf(refused.getMessage()).contains("chmod 600"), refused::getMessage);
  }

  private Path file(String text) throws IOException {
    var file = Files.writeString(folder.resolve("credentials"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
