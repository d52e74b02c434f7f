package dev.parallax.agent.probe.http;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.plan.ProbeSpec;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The redirects of one connection (RFC 9110, section 15.4). Only redirects to the scheme, host and
 * port of the connection are followed, so that address and port remain those that the policy
 * admitted.
 */
public final class Redirects {
  private static final int MOST = 10;

  /**
   * Octets of a request line that senders are to support (RFC 9112, section 3); longer redirects
   * are not followed.
   */
  private static final int LONGEST_PATH = 8_000;

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private final ProbeSpec spec;
  private final Set<String> visited = new HashSet<>();
  private final List<String> followed = new ArrayList<>();
  private String path;

  public Redirects(ProbeSpec spec) {
    this.spec = spec;
    this.path = HttpText.path(spec.path());
    visited.add(path + "\n");
  }

  /** Whether a response of this status leads to another page. */
  public static boolean isRedirect(int status) {
    return STATUSES.contains(status);
  }

  /** The destination of a redirect. */
  public sealed interface Next {
    /** Another origin, or no valid destination. */
    record End() implements Next {}

    /** The next request of this connection. */
    record Follow(String path) implements Next {}

    record Loop(String detail) implements Next {}
  }

  /**
   * Where a response leads.
   *
   * @param cookies that the next request would carry: with another cookie the same address may give
   *     another answer
   */
  public Next after(int status, Optional<String> location, String cookies) {
    if (!STATUSES.contains(status)) {
      return new Next.End();
    }
    return location.flatMap(this::here).map(next -> next(next, cookies)).orElseGet(Next.End::new);
  }

  private Next next(String next, String cookies) {
    if (visited.contains(next + "\n" + cookies)) {
      return new Next.Loop("redirected to the same address again");
    }
    return followed.size() == MOST
        ? new Next.Loop("more than " + MOST + " redirects")
        : new Next.Follow(next);
  }

  /** The locations as received, at most 10. */
  public List<String> followed() {
    return List.copyOf(followed);
  }

  public void follow(String next, String location, String cookies) {
    path = next;
    visited.add(next + "\n" + cookies);
    followed.add(location);
  }

  /** Takes back the last redirect, which this connection did not answer. */
  public void back() {
    followed.removeLast();
  }

  /** Path and query, when the location is on this connection's scheme, host and port. */
  private Optional<String> here(String location) {
    try {
      var target = base().resolve(new URI(location)).normalize();
      return isHere(target)
          ? Optional.of(path(target)).filter(path -> path.length() <= LONGEST_PATH)
          : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private URI base() throws URISyntaxException {
    return new URI(spec.scheme().word() + "://" + host() + ":" + spec.port() + path);
  }

  private boolean isHere(URI target) {
    return spec.scheme().word().equalsIgnoreCase(target.getScheme())
        && target.getRawAuthority() != null
        && isHere(target.getRawAuthority());
  }

  /** By the text itself: the platform parses no host in an authority with an underscore. */
  private boolean isHere(String authority) {
    boolean usual = spec.port() == usualPort();
    return authority.equalsIgnoreCase(host() + ":" + spec.port())
        || (usual && authority.equalsIgnoreCase(host()));
  }

  private String host() {
    var host = spec.host().toLowerCase(Locale.ROOT);
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private int usualPort() {
    boolean plain = spec.scheme() == Scheme.HTTP;
    return (plain ? Scheme.HTTP : Scheme.HTTPS).defaultPort();
  }

  private static String path(URI target) {
    var path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    return target.getRawQuery() == null ? path : path + "?" + target.getRawQuery();
  }
}
