/**
 * Reports of browsers on failed requests to watched targets (W3C Network Error Logging). They are
 * witnesses without an identity: they are shown and can start a sweep, and are no evidence of a
 * verdict. Nothing is kept of them but counts by failure, network and country, in memory.
 */
@NullMarked
package dev.parallax.watch.browser;

import org.jspecify.annotations.NullMarked;
