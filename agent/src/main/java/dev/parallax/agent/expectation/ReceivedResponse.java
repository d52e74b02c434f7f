package dev.parallax.agent.expectation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * An HTTP response as far as it was read; hostile until escaped.
 *
 * @param reason the reason phrase, may be empty
 * @param headers values by lower-case name, of the fields that are expected
 * @param body at most 64 KiB
 * @param cut whether the body goes on
 */
public record ReceivedResponse(
    int status, String reason, Map<String, List<String>> headers, String body, boolean cut) {
  public ReceivedResponse {
    headers = Map.copyOf(headers);
  }

  /** With the body's bytes read as UTF-8; malformed sequences are replaced. */
  public static ReceivedResponse of(
      int status, String reason, Map<String, List<String>> headers, byte[] body, boolean cut) {
    return new ReceivedResponse(
        status, reason, headers, new String(body, StandardCharsets.UTF_8), cut);
  }
}
