package dev.parallax.store.failure;

/** Another coordinator has the lease of the database; this one must not write to it. */
public final class LeaseLostException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * @param lost the coordinator that had the lease
   * @param holder the coordinator that has it now
   */
  public LeaseLostException(String lost, String holder) {
    super(
        "the lease of the database has passed from %s to %s; this coordinator must end"
            .formatted(lost, holder));
  }
}
