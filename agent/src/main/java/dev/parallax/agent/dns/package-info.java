/**
 * Name resolution over UDP, TCP, TLS or HTTPS. Input: a question and a name server; output:
 * addresses or a DNS failure. Values from the server are bounded before they are recorded.
 */
@NullMarked
package dev.parallax.agent.dns;

import org.jspecify.annotations.NullMarked;
