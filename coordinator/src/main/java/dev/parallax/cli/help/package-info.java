/** Help, manual pages and completions, made from the commands themselves. */
@NullMarked
package dev.parallax.cli.help;

import org.jspecify.annotations.NullMarked;
