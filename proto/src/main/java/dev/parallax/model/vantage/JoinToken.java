package dev.parallax.model.vantage;

import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.Check;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The credential for the enrolment of an agent: {@code plx1.<authority>.<id>.<secret>}.
 *
 * @param authority SHA-256 of the coordinator's CA certificate (DER), by which the agent
 *     authenticates the coordinator
 * @param id the public part, for listing and revocation
 * @param secret the secret part; at least 16 characters
 */
public record JoinToken(Bytes authority, String id, String secret) {
  private static final String PREFIX = "plx1";
  private static final Pattern ID = Pattern.compile("[a-z0-9]{4,32}");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{16,128}");
  private static final int SHA_256_BYTES = 32;

  public JoinToken {
    Check.that(
        authority.size() == SHA_256_BYTES, "an authority hash has 32 bytes", authority.size());
    Check.that(ID.matcher(id).matches(), "a token id is 4 to 32 of a-z 0-9", id);
    Check.that(
        SECRET.matcher(secret).matches(),
        "a token secret has at least 16 characters",
        secret.length());
  }

  /** Parses a token; a refusal never contains the secret. */
  public static JoinToken parse(String text) {
    var parts = text.strip().split("\\.", -1);
    Check.that(
        parts.length == 4 && parts[0].equals(PREFIX),
        "a join token looks like plx1.<authority>.<id>.<secret>",
        text.strip().length() + " characters in " + parts.length + " parts");
    return new JoinToken(hash(parts[1]), parts[2], parts[3]);
  }

  /** The token as handed to {@code parallax-agent join}. */
  public String text() {
    return String.join(
        ".",
        PREFIX,
        Base64.getUrlEncoder().withoutPadding().encodeToString(authority.toArray()),
        id,
        secret);
  }

  /** Without the secret, so that a log cannot leak it. */
  @Override
  public String toString() {
    return PREFIX + "." + id;
  }

  private static Bytes hash(String text) {
    try {
      return Bytes.copyOf(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "an authority hash is base64url, got " + text.length() + " characters", malformed);
    }
  }
}
