/** Clients without a certificate that attack the two ports of the coordinator. */
@NullMarked
package dev.parallax.attack.stranger;

import org.jspecify.annotations.NullMarked;
