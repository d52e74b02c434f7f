/** Clients without a certificate on the coordinator's two ports. */
@NullMarked
package dev.parallax.attack.stranger;

import org.jspecify.annotations.NullMarked;
