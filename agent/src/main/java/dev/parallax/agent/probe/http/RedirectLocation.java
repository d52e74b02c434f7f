package dev.parallax.agent.probe.http;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The destination of a redirect to any origin (RFC 9110, section 10.2.2). */
public final class RedirectLocation {
  /** Host and port without user information (RFC 3986, section 3.2). */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]{2,45})]|([^:@\\[\\]]{1,253}))(?::([0-9]{1,5}))?");

  private static final List<Scheme> SCHEMES = List.of(Scheme.HTTP, Scheme.HTTPS);

  private RedirectLocation() {}

  /**
   * The page that a location names; empty for anything but HTTP, for user information and for a
   * malformed text.
   *
   * @param page the page that sent the location
   * @param location as received; hostile
   */
  public static Optional<Target> resolve(Target page, String location) {
    try {
      var base = page.name() + (page.path().equals("/") ? "/" : "");
      return target(new URI(base).resolve(new URI(location)).normalize());
    } catch (URISyntaxException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Target> target(URI uri) {
    var authority = AUTHORITY.matcher(Optional.ofNullable(uri.getRawAuthority()).orElse(""));
    if (!authority.matches()) {
      return Optional.empty();
    }
    return SCHEMES.stream()
        .filter(scheme -> scheme.word().equalsIgnoreCase(uri.getScheme()))
        .findFirst()
        .map(
            scheme ->
                new Target(
                    scheme,
                    host(authority.group(1), authority.group(2)),
                    port(scheme, authority.group(3)),
                    Optional.empty(),
                    path(uri)));
  }

  private static String host(@Nullable String... literalOrName) {
    return Stream.of(literalOrName)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElseThrow()
        .toLowerCase(Locale.ROOT);
  }

  private static int port(Scheme scheme, @Nullable String text) {
    return text == null ? scheme.defaultPort() : Integer.parseInt(text);
  }

  private static String path(URI uri) {
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return HttpText.path(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
  }
}
