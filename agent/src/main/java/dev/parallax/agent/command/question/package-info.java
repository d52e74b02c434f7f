/**
 * Questions of {@code parallax-agent join} to the owner of the host. Input: a terminal; output: the
 * opt-ins that the owner gave. Without a terminal no question is asked and no opt-in is given.
 */
@NullMarked
package dev.parallax.agent.command.question;

import org.jspecify.annotations.NullMarked;
