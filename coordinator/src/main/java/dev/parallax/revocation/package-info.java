/**
 * Queries to the CRL and OCSP servers that certificates name. Input: a certification path; output:
 * an answer for each certificate, in bounded time. The addresses are hostile: they come from
 * certificates that any server may send.
 */
@NullMarked
package dev.parallax.revocation;

import org.jspecify.annotations.NullMarked;
