package dev.parallax.outlet;

/** Where finished sweeps are written. Used by one thread. */
public interface Outlet extends AutoCloseable {
  /**
   * Writes a sweep; it is durable when the call returns. A sweep that was written before, and whose
   * writer ended before it could store that, is not written again.
   *
   * @throws OutletException when it cannot be written now; nothing of the sweep remains that the
   *     next attempt would repeat
   */
  void write(SweepLines sweep) throws OutletException;

  /** The place, without credentials, for messages. */
  @Override
  String toString();

  @Override
  default void close() {}
}
