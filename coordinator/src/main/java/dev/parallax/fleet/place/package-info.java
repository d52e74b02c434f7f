/** Where vantages are: coordinates, registries, and which vantages are independent. */
@NullMarked
package dev.parallax.fleet.place;

import org.jspecify.annotations.NullMarked;
