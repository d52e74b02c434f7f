package dev.parallax.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * The address of a database: {@code jdbc:postgresql://HOST[:PORT][,HOST…]/NAME[?PROPERTY=VALUE&…]},
 * with the properties of PostgreSQL's JDBC driver. It carries no password.
 */
public record DatabaseAddress(String url) {
  private static final String SCHEME = "jdbc:postgresql:";

  /** As a property, or as {@code USER:PASSWORD@HOST}, which the driver does not support. */
  private static final Pattern PASSWORD =
      Pattern.compile("[?&](ssl)?password=|//[^/?]*@", Pattern.CASE_INSENSITIVE);

  /**
   * @throws IllegalArgumentException when {@code url} is not such an address, or carries a
   *     password, which the message does not contain
   */
  public DatabaseAddress {
    if (PASSWORD.matcher(decoded(url)).find()) {
      throw new IllegalArgumentException(
          "the address carries a password or a user before the host, and the arguments of a process"
              + " are readable by other users; expected user=NAME as a property, and the password"
              + " in the file $PGPASSFILE or ~/.pgpass");
    }
    if (!url.startsWith(SCHEME) || !isAccepted(url)) {
      throw new IllegalArgumentException(
          "expected jdbc:postgresql://HOST:PORT/NAME?user=USER, got: " + url);
    }
  }

  /** Without the properties, for messages. */
  @Override
  public String toString() {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  /** Whether the address has this property of the driver. */
  boolean has(String property) {
    return Pattern.compile("[?&]" + Pattern.quote(property) + "=").matcher(url).find();
  }

  private static boolean isAccepted(String url) {
    try {
      return DriverManager.getDriver(url).acceptsURL(url);
    } catch (SQLException noDriver) {
      return false;
    }
  }

  private static String decoded(String url) {
    try {
      return URLDecoder.decode(url, UTF_8);
    } catch (IllegalArgumentException malformed) { // the driver refuses it, or takes it literally
      return url;
    }
  }
}
