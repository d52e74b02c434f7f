/** A sweep and its verdicts as text and JSON, and the words for them. Pure. */
@NullMarked
package dev.parallax.report;

import org.jspecify.annotations.NullMarked;
