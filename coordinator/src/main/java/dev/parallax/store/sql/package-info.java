/**
 * The tables of the store in SQL that both SQLite and PostgreSQL accept.
 *
 * <p>Input: a {@link dev.parallax.store.sql.SqlDatabase}, which runs statements and transactions.
 * Output: a {@link dev.parallax.store.Store} over its tables.
 */
@NullMarked
package dev.parallax.store.sql;

import org.jspecify.annotations.NullMarked;
