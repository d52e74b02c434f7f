/**
 * The agent's configuration and its properties file. Input: the file; output: a checked
 * configuration. An invalid value ends the program with a message that names the key.
 */
@NullMarked
package dev.parallax.agent.config;

import org.jspecify.annotations.NullMarked;
