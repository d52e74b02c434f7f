/** The times of DNS, TCP, TLS and HTTP of each vantage, compared with their own history. */
@NullMarked
package dev.parallax.watch.phase;

import org.jspecify.annotations.NullMarked;
