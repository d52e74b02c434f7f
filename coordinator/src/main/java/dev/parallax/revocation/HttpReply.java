package dev.parallax.revocation;

import dev.parallax.model.value.Bytes;

/** The end of one HTTP exchange. */
sealed interface HttpReply {
  /** The body of a response with status 200. */
  record Body(Bytes content) implements HttpReply {}

  /** Excluded before a connection: the reason, which names the refused value. */
  record Refused(String reason) implements HttpReply {}

  /** No complete response of status 200: what was expected, and what arrived. */
  record Failed(String reason) implements HttpReply {}
}
