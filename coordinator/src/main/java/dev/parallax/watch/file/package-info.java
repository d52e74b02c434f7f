/**
 * The watch file: YAML in, watches and routes or a list of mistakes out. The reader of the text is
 * pure; {@link dev.parallax.watch.file.WatchFile} reads the file.
 */
@NullMarked
package dev.parallax.watch.file;

import org.jspecify.annotations.NullMarked;
