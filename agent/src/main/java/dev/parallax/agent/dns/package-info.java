/**
 * Resolution of names: one question to one name server, over UDP, TCP, TLS or HTTPS. A name and a
 * server go in, addresses or a DNS failure come out. What the server sent is bounded before it is
 * recorded.
 */
@NullMarked
package dev.parallax.agent.dns;

import org.jspecify.annotations.NullMarked;
