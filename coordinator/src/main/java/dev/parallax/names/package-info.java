/**
 * Name resolution by the coordinator's own host. Input: a name and a name server; output:
 * addresses, or a failure. Netty's resolver is used in this package only.
 */
@NullMarked
package dev.parallax.names;

import org.jspecify.annotations.NullMarked;
