/**
 * Certificate revocation lists (RFC 5280, section 5). Input: a list, a certificate and its issuer;
 * output: the certificate's status. Pure.
 */
@NullMarked
package dev.parallax.certificate.crl;

import org.jspecify.annotations.NullMarked;
