package dev.parallax.agent.classify;

import dev.parallax.model.exchange.Regex;

/**
 * A reply of a script that did not come.
 *
 * @param number of its step, from 1 on
 * @param steps of the script
 * @param bytes received since the match before
 * @param lines complete lines among them
 * @param last the last line that has text, without its end; hostile until escaped
 */
public record MissingReply(
    Regex expected, int number, int steps, int bytes, int lines, String last) {}
