/**
 * The coordinator's data folder: its files, their owner and its lock.
 *
 * <p>In goes a path, out come the paths of the files in it. One process holds the folder at a time,
 * and only its owner may read it.
 */
@NullMarked
package dev.parallax.store.folder;

import org.jspecify.annotations.NullMarked;
