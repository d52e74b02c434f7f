/**
 * The routes: messages in, deliveries to receivers out. The bodies are pure; the receivers connect
 * to other hosts. Secrets are read from their files at each delivery and are in no message of an
 * error.
 */
@NullMarked
package dev.parallax.watch.route;

import org.jspecify.annotations.NullMarked;
