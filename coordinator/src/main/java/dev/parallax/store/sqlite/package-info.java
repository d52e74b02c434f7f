/**
 * The store in a file of SQLite.
 *
 * <p>In go records and observations, out come the same values, also after a crash. Every write is
 * one transaction; observations of several vantages share a commit.
 */
@NullMarked
package dev.parallax.store.sqlite;

import org.jspecify.annotations.NullMarked;
