package dev.parallax.web.http;

import java.time.Duration;

/**
 * What one client may take of the server.
 *
 * @param connections open at once, over all clients
 * @param answering requests being answered at once, over all clients
 * @param line bytes of a request line
 * @param head bytes of all header fields
 * @param body bytes of a body
 * @param request from the first chance to send until the request is whole; also how long an idle
 *     connection is kept
 * @param response until the client has taken the answer
 */
public record Limits(
    int connections,
    int answering,
    int line,
    int head,
    int body,
    Duration request,
    Duration response) {
  public static final Limits DEFAULT =
      new Limits(256, 8, 4_096, 16_384, 65_536, Duration.ofSeconds(15), Duration.ofSeconds(30));
}
