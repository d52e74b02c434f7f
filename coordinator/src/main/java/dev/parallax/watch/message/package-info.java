/** The messages of incidents: a notice and its sweep in, sentences in one language out. Pure. */
@NullMarked
package dev.parallax.watch.message;

import org.jspecify.annotations.NullMarked;
