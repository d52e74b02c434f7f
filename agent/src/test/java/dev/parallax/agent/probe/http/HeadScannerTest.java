package dev.parallax.agent.probe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.HttpNote;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HeadScannerTest {
  @Test
  void bodyIsNotRead() {
    assertEquals(Set.of(), notes("HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody\nContent-Length: 1\n\u00e9"));
  }

  @Test
  void lengthsThatDifferAreNoDuplicate() {
    assertEquals(
        Set.of(), notes("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"));
  }

  @Test
  void headAfterAnInterimResponseIsRead() {
    assertEquals(
        Set.of(HttpNote.INTERIM_RESPONSE, HttpNote.BARE_LF),
        notes("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\nA: b\n\n"));
  }

  @Test
  void switchOfProtocolsEndsTheHead() {
    assertEquals(Set.of(), notes("HTTP/1.1 101 Switching Protocols\r\n\r\n\n\n"));
  }

  @Test
  void headFoldedWithoutEnd_isBeyondTheLimit() {
    var scanner = new HeadScanner();
    var head = "HTTP/1.1 200 OK\r\nA: b" + "\r\n c".repeat(101);
    for (byte next : head.getBytes(StandardCharsets.ISO_8859_1)) {
      scanner.read(next);
    }
    assertTrue(scanner.isBeyondLimit());
  }

  private static Set<HttpNote> notes(String text) {
    var scanner = new HeadScanner();
    for (byte next : text.getBytes(StandardCharsets.ISO_8859_1)) {
      scanner.read(next);
    }
    return scanner.notes();
  }
}
