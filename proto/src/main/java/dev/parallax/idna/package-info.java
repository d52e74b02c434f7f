/**
 * International domain names as in browsers and curl. Input: Unicode; output: A-labels (UTS #46,
 * non-transitional processing), with the character data of the Java platform. A name that cannot be
 * mapped is refused; no name is mapped to the name of another site.
 */
@NullMarked
package dev.parallax.idna;

import org.jspecify.annotations.NullMarked;
