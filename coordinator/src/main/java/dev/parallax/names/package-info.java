/** Names as the coordinator's own host resolves them; Netty ends here. */
@NullMarked
package dev.parallax.names;

import org.jspecify.annotations.NullMarked;
