/**
 * International domain names as browsers and curl read them: Unicode in, A-labels out (UTS #46,
 * non-transitional processing). The character data is the Java platform's. A name that cannot be
 * mapped is refused; no name is ever mapped to the name of another site.
 */
@NullMarked
package dev.parallax.idna;

import org.jspecify.annotations.NullMarked;
