/**
 * The paths from a certificate to a trust anchor (RFC 4158). Input: the certificates of a chain and
 * the anchors; output: every path within the bound of signatures. Pure.
 */
@NullMarked
package dev.parallax.certificate.path;

import org.jspecify.annotations.NullMarked;
