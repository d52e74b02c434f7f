package dev.parallax.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Deletes what is old, in steps. A step is one transaction of a bounded number of rows, so that
 * other writes wait for a bounded time.
 */
public interface RetentionStore {
  /** For a store that another process keeps small. */
  RetentionStore NONE =
      new RetentionStore() {
        @Override
        public boolean deleteObservations(Instant before, int rows) {
          return false;
        }

        @Override
        public boolean deleteSweeps(Instant before, int rows) {
          return false;
        }

        @Override
        public void shrink(int pages) {}

        @Override
        public long usedBytes() {
          return 0;
        }

        @Override
        public Optional<Instant> newestSweep() {
          return Optional.empty();
        }
      };

  /**
   * Deletes observations and plans of the oldest complete sweep that has observations and that
   * started before {@code before}. Header and verdicts stay. From the first step on, the sweep is
   * read without observations.
   *
   * @param before {@link Instant#MAX} for every complete sweep
   * @param rows at most so many observations
   * @return false when there was nothing to delete
   */
  boolean deleteObservations(Instant before, int rows);

  /**
   * Deletes the oldest sweep that started before {@code before}, with its verdicts.
   *
   * @param rows at most so many observations; the sweep itself is deleted after them
   * @return false when there was nothing to delete
   */
  boolean deleteSweeps(Instant before, int rows);

  /** Gives at most so many unused pages of the file back to the file system. */
  void shrink(int pages);

  /** The bytes of the file that are in use; deleted rows are not. */
  long usedBytes();

  /** When the newest sweep started. */
  Optional<Instant> newestSweep();
}
