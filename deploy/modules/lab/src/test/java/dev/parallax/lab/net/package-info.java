/** Tests of the lab's network. */
@NullMarked
package dev.parallax.lab.net;

import org.jspecify.annotations.NullMarked;
