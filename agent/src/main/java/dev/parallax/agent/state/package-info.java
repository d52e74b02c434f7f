/**
 * The folder in which an agent keeps its configuration, its key and its certificates. Files in it
 * belong to one user and are replaced in one step. A file whose permissions are wider is refused.
 */
@NullMarked
package dev.parallax.agent.state;

import org.jspecify.annotations.NullMarked;
