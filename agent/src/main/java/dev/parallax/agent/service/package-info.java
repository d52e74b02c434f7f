/**
 * The agent as a service that runs until it is stopped. {@link dev.parallax.agent.service.Agent}
 * builds its parts in order and closes them in reverse. It depends on every other package except
 * the commands.
 */
@NullMarked
package dev.parallax.agent.service;

import org.jspecify.annotations.NullMarked;
