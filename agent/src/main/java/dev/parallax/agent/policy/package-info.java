/** What this host lets itself be told to probe; pure but for reading its own configuration. */
@NullMarked
package dev.parallax.agent.policy;

import org.jspecify.annotations.NullMarked;
