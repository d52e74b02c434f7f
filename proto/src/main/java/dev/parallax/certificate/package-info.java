/**
 * Parsing and validation of X.509 certificates. Input: certificates from the wire, a CA bundle and
 * an instant; output: a validation result and its reason. Depth, size, key size and algorithm are
 * bounded before a library parses a certificate. Pure.
 */
@NullMarked
package dev.parallax.certificate;

import org.jspecify.annotations.NullMarked;
