/** What was known of a target before a sweep. Pure. */
@NullMarked
package dev.parallax.model.history;

import org.jspecify.annotations.NullMarked;
