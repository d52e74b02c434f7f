/**
 * The file with credentials of targets. Input: a file of the operator; output: credentials by name.
 * The secrets stay in memory for the length of one look-up.
 */
@NullMarked
package dev.parallax.credentials;

import org.jspecify.annotations.NullMarked;
