package dev.parallax.agent.dns;

import dev.parallax.agent.classify.DnsReply;

/** What a message that arrived is. */
sealed interface Reading {
  /** A reply to the question. */
  record Reply(DnsReply.Answered answered) implements Reading {}

  /** The beginning of a reply to the query; the rest was truncated. */
  record Truncated() implements Reading {}

  /** Bears the question's id, and is no reply to it. */
  record Malformed(String detail) implements Reading {}

  /** Not even the question's id. */
  record Stray(String detail) implements Reading {}
}
