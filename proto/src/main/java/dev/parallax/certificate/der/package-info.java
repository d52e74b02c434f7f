/**
 * DER within bounds (X.690). Input: bytes; output: elements, or the limit that a value exceeds.
 * Pure.
 */
@NullMarked
package dev.parallax.certificate.der;

import org.jspecify.annotations.NullMarked;
