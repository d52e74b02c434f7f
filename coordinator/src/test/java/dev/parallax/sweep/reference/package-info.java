/** Tests of the results of reference sites. */
@NullMarked
package dev.parallax.sweep.reference;

import org.jspecify.annotations.NullMarked;
