/** What is said in the clear before a ClientHello, a dialogue for each protocol; pure. */
@NullMarked
package dev.parallax.agent.starttls;

import org.jspecify.annotations.NullMarked;
