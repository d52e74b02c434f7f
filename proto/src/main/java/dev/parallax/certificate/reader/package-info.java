/**
 * Certificates from remote bytes. Input: DER; output: certificates and their fields, or the limit
 * that stopped the reader before a library parsed the bytes. Pure.
 */
@NullMarked
package dev.parallax.certificate.reader;

import org.jspecify.annotations.NullMarked;
