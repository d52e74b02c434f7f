/** What an injector understands of packets and makes of them. */
@NullMarked
package dev.parallax.lab.injector;

import org.jspecify.annotations.NullMarked;
