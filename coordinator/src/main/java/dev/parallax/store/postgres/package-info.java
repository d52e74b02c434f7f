/**
 * The store in a database of PostgreSQL.
 *
 * <p>Input: the address of a database, without its password. Output: a {@link
 * dev.parallax.store.Store}. The database belongs to one coordinator at a time, by a lease.
 */
@NullMarked
package dev.parallax.store.postgres;

import org.jspecify.annotations.NullMarked;
