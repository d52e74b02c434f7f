package dev.parallax.model.exchange;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import java.util.regex.Pattern;

/**
 * Credentials for one origin (RFC 6454). They are part of no plan and of no record: a plan has
 * their name alone.
 *
 * @param origin scheme, host and port, e.g. {@code https://shop.example:443}
 * @param authorization the field {@code Authorization} (RFC 9110, section 11.6.2); its text form
 *     hides the value
 */
public record OriginCredentials(String origin, HeaderField authorization) {
  public static final String FIELD = "Authorization";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public OriginCredentials {
    Expected.that(authorization.name().equals(FIELD), "the field " + FIELD, authorization.name());
  }

  /** The origin of a probe or a target. */
  public static String origin(Scheme scheme, String host, int port) {
    return scheme.word() + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /**
   * These credentials, when they are for the target's origin.
   *
   * @param name of these credentials
   * @throws IllegalArgumentException naming both origins; the message has no secret
   */
  public OriginCredentials checkedFor(String name, Target target) {
    if (!origin.equals(origin(target.scheme(), target.host(), target.port()))) {
      throw new IllegalArgumentException(
          "the credentials " + name + " are for " + origin + ", got the target " + target.name());
    }
    return this;
  }

  /**
   * Checks the name of credentials.
   *
   * @throws IllegalArgumentException naming the value and what was expected
   */
  public static String name(String name) {
    Expected.that(
        NAME.matcher(name).matches(),
        "a name of credentials is 1 to 64 letters, digits, full stops, hyphens or underscores",
        name);
    return name;
  }
}
