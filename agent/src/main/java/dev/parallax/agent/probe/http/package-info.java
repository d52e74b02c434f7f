/**
 * HTTP/1.1 as a probe needs it. The bytes of a response go in; its status, the headers that are
 * kept, the target of a redirect and a block page known by its hash come out. Bodies are hashed and
 * bounded, never stored.
 */
@NullMarked
package dev.parallax.agent.probe.http;

import org.jspecify.annotations.NullMarked;
