/** Tests of this package. */
@NullMarked
package dev.parallax.lab.net;

import org.jspecify.annotations.NullMarked;
