/**
 * Help texts, manual pages and shell completions.
 *
 * <p>Input: the commands with their options; output: text, man pages and completion scripts. The
 * commands are the only source of these texts.
 */
@NullMarked
package dev.parallax.cli.help;

import org.jspecify.annotations.NullMarked;
