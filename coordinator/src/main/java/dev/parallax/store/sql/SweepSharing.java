package dev.parallax.store.sql;

import dev.parallax.model.value.SweepId;
import java.util.Collection;

/**
 * What the transactions of sweeps also do where several coordinators use the database. Each method
 * is called inside such a transaction.
 */
public interface SweepSharing {
  /** One coordinator uses the database. */
  SweepSharing NONE =
      new SweepSharing() {
        @Override
        public void begun(SweepId sweep) {}

        @Override
        public boolean isClosing(SweepId sweep) {
          return false;
        }

        @Override
        public long adding() {
          return 0;
        }

        @Override
        public void added(long firstRow, Collection<SweepId> sweeps) {}

        @Override
        public void sealed(SweepId sweep) {}
      };

  /** A round of the sweep was stored. */
  void begun(SweepId sweep);

  /** Whether the owner of the sweep, whose row is locked, accepts no further observation. */
  boolean isClosing(SweepId sweep);

  /** Observations are about to be inserted; returns a lower bound of their rows. */
  long adding();

  /** Observations of these sweeps were inserted, in rows from {@code firstRow} on. */
  void added(long firstRow, Collection<SweepId> sweeps);

  /** The sweep is complete. */
  void sealed(SweepId sweep);
}
