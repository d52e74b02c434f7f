/**
 * The coordinator's certificate authority and the TLS contexts that trust it.
 *
 * <p>In go public keys and names, out come certificates and the role that a certificate gives its
 * holder. Only certificates of this authority are trusted.
 */
@NullMarked
package dev.parallax.fleet.authority;

import org.jspecify.annotations.NullMarked;
