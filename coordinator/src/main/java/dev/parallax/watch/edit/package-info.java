/**
 * Changes of single watches in the text of a watch file: all other text, with its comments and its
 * order, stays as it is. {@link dev.parallax.watch.edit.WatchText} is pure, {@link
 * dev.parallax.watch.edit.WatchFileEditor} replaces the file.
 */
@NullMarked
package dev.parallax.watch.edit;

import org.jspecify.annotations.NullMarked;
