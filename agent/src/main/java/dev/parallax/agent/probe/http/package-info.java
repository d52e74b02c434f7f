/**
 * HTTP/1.1 for probes. Input: the bytes of a response; output: its status, the selected headers,
 * the target of a redirect, and a block page recognised by its hash. Bodies are hashed and bounded,
 * never stored.
 */
@NullMarked
package dev.parallax.agent.probe.http;

import org.jspecify.annotations.NullMarked;
