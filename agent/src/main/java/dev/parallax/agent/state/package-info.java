/**
 * The state folder of an agent: configuration, key and certificates. Its files belong to one user
 * and are replaced atomically. A file with wider permissions is refused.
 */
@NullMarked
package dev.parallax.agent.state;

import org.jspecify.annotations.NullMarked;
