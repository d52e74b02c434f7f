/**
 * Files of the host that both programs read: the CA bundle. It is the only package of this module
 * with I/O.
 */
@NullMarked
package dev.parallax.host;

import org.jspecify.annotations.NullMarked;
