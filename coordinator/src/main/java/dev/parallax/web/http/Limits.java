package dev.parallax.web.http;

import java.time.Duration;

/**
 * The limits of the server.
 *
 * @param connections open connections, over all clients
 * @param perClient open connections from one client's network
 * @param answering requests being answered at once, over all clients
 * @param line bytes of a request line
 * @param head bytes of all header fields
 * @param body bytes of a body
 * @param request from the first opportunity to send until the request is complete; also how long an
 *     idle connection is kept
 * @param response until the client has received the response
 * @param penalty delay of a response with status 429
 */
public record Limits(
    int connections,
    int perClient,
    int answering,
    int line,
    int head,
    int body,
    Duration request,
    Duration response,
    Duration penalty) {
  public static final Limits DEFAULT =
      new Limits(
          256,
          64,
          8,
          4_096,
          16_384,
          65_536,
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1));
}
