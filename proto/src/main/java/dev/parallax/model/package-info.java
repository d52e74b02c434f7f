/**
 * The words of Parallax as values: what is measured, what was seen, what it means. Pure: no I/O, no
 * clock, no threads.
 */
@NullMarked
package dev.parallax.model;

import org.jspecify.annotations.NullMarked;
