package dev.parallax.watch.edit;

/**
 * Other maintenance windows of all watches.
 *
 * @param windows in the form of {@link WindowText}; empty or {@code none} for no windows
 */
public record MaintenanceChange(String windows) implements FileChange {
  @Override
  public String described() {
    return "set the maintenance windows to " + (windows.isBlank() ? "none" : windows);
  }
}
