/** Names to addresses: one question to one name server, over any of four transports. */
@NullMarked
package dev.parallax.agent.dns;

import org.jspecify.annotations.NullMarked;
