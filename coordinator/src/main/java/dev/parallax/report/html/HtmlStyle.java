package dev.parallax.report.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The style sheet of the page, and the policy that lets a browser use it and nothing else. */
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
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(css.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
