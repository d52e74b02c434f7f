/**
 * The log encoder and the log context of both programs. Remote text adds no line to a log and no
 * control character to a terminal.
 */
@NullMarked
package dev.parallax.log;

import org.jspecify.annotations.NullMarked;
