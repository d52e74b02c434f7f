/**
 * The extensions of a certificate (RFC 5280, section 4.2). Input: DER; output: values, or the
 * reason why an extension cannot be parsed. Pure.
 */
@NullMarked
package dev.parallax.certificate.extension;

import org.jspecify.annotations.NullMarked;
