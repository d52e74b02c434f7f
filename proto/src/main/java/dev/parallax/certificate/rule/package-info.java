/**
 * The rules of a path (RFC 5280, section 6, and the requirements of browsers). Input: a path and an
 * instant; output: the failure of the path, or none. Pure.
 */
@NullMarked
package dev.parallax.certificate.rule;

import org.jspecify.annotations.NullMarked;
