/**
 * What the coordinator's port serves to a host that has no agent yet: the certificate of its
 * authority, the install script and the agent's packages. Nothing else, and nothing secret.
 */
@NullMarked
package dev.parallax.installer;

import org.jspecify.annotations.NullMarked;
