@NullMarked
package dev.parallax.agent.spool;

import org.jspecify.annotations.NullMarked;
