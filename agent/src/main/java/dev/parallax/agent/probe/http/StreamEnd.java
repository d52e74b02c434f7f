package dev.parallax.agent.probe.http;

import dev.parallax.agent.classify.Ending;

/**
 * The server ended the stream of a request, or announced the end of the connection.
 *
 * @param detail the frame with its error code (RFC 9113, section 7)
 */
public record StreamEnd(Ending ending, String detail) {}
