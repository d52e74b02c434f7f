/** What is watched, how often, from where, and where messages go. Values only: no I/O, no clock. */
@NullMarked
package dev.parallax.watch.spec;

import org.jspecify.annotations.NullMarked;
