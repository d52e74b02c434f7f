/** A vantage, its labels, its identity and the token by which its agent joins. Pure. */
@NullMarked
package dev.parallax.model.vantage;

import org.jspecify.annotations.NullMarked;
