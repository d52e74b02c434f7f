package dev.parallax.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parallax-agent capture} in a file system of its own. */
final class CaptureCommandTest {
  @TempDir Path root;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void enableLinksTheDropIn_disableRemovesIt_andEachIsRepeatable() throws IOException {
    var source = root.resolve("usr/lib/parallax-agent/share/capture.conf");
    Files.createDirectories(source.resolveSibling(""));
    Files.writeString(source, "[Service]\n");
    var link = root.resolve("etc/systemd/system/parallax-agent.service.d/capture.conf");
    for (int repetition = 0; repetition < 2; repetition++) {
      assertEquals(0, run("enable"), err::toString);
      assertEquals(
          Path.of("/usr/lib/parallax-agent/share/capture.conf"), Files.readSymbolicLink(link));
    }
    assertTrue(out.toString().contains("permitted by " + link));
    assertTrue(out.toString().contains(", as before"));
    for (int repetition = 0; repetition < 2; repetition++) {
      assertEquals(0, run("disable"), err::toString);
      assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    }
    assertTrue(out.toString().contains("capture: not permitted, as before"));
  }

  @Test
  void withoutThePackage_andOtherActions_areRefusedByName() {
    assertEquals(2, run("enable"));
    assertTrue(err.toString().contains("expected the packaged service"), err::toString);
    assertEquals(2, run("perhaps"));
    assertTrue(err.toString().contains("expected enable or disable, got: perhaps"), err::toString);
  }

  private int run(String action) {
    return AgentMain.run(
        new String[] {"capture", action, "--root", root.toString()},
        Map.of(),
        Clock.systemUTC(),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }
}
