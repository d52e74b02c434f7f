package dev.parallax.lab.net;

import dev.parallax.stage.StageFailure;

/** Runs shell commands on the nodes of the topology. */
@FunctionalInterface
public interface NodeShell {
  /**
   * Runs one line of shell on a node to its end.
   *
   * @throws StageFailure when the shell cannot be started
   */
  Shell shell(String node, String line) throws StageFailure, InterruptedException;
}
