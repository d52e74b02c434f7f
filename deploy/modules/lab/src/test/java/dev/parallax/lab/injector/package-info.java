/** Tests of the injector: parsing and forging of packets. */
@NullMarked
package dev.parallax.lab.injector;

import org.jspecify.annotations.NullMarked;
