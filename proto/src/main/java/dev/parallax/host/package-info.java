/** What both programs read off the host they run on. */
@NullMarked
package dev.parallax.host;

import org.jspecify.annotations.NullMarked;
