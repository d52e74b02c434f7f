/** Certificates as they came over the wire, and what is to be thought of them; pure. */
@NullMarked
package dev.parallax.certificate;

import org.jspecify.annotations.NullMarked;
