/**
 * Stapled OCSP responses (RFC 6960). Input: the response and the chain; output: the certificate's
 * status. Pure.
 */
@NullMarked
package dev.parallax.certificate.ocsp;

import org.jspecify.annotations.NullMarked;
