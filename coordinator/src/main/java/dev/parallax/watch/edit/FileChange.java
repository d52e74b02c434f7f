package dev.parallax.watch.edit;

/** A change of one part of a watch file. */
public sealed interface FileChange permits WatchChange, RouteChange, MaintenanceChange {
  /** In words, for the audit log; without secrets. */
  String described();
}
