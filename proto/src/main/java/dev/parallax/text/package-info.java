/**
 * Cleaning of remote text for storage and display. Input: any text; output: text of bounded length
 * without control, bidirectional and hidden characters. Pure: no I/O, no clock, no threads.
 */
@NullMarked
package dev.parallax.text;

import org.jspecify.annotations.NullMarked;
