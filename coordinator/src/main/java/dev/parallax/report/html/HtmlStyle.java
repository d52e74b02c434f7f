package dev.parallax.report.html;

import dev.parallax.model.value.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** The style sheet of the page, and the policy that permits this style sheet only. */
final class HtmlStyle {
  static final String CSS = load();
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + hash(CSS)
          + "'; base-uri 'none'; form-action 'none'";

  private HtmlStyle() {}

  private static String load() {
    try (var stream = HtmlStyle.class.getResourceAsStream("report.css")) {
      return new String(
          Objects.requireNonNull(stream, "report.css").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String hash(String css) {
    var digest = Sha256.of(css.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(digest.toArray());
  }
}
