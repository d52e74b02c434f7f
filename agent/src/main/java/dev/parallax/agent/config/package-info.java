/**
 * The agent's configuration as a value, and the properties file it is stored in. Every key is
 * checked when the file is read. An unusable value ends the program with a message that names the
 * key.
 */
@NullMarked
package dev.parallax.agent.config;

import org.jspecify.annotations.NullMarked;
