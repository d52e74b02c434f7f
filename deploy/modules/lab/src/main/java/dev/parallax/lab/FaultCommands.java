package dev.parallax.lab;

import static java.util.stream.Collectors.groupingBy;

import dev.parallax.lab.net.NodeShell;
import dev.parallax.lab.scenario.FaultStep;
import dev.parallax.lab.scenario.Proof;
import dev.parallax.stage.Parallel;
import dev.parallax.stage.StageFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Runs the commands that install, prove and remove faults at the nodes of the lab. */
record FaultCommands(NodeShell nodes) {
  /**
   * Runs steps in order.
   *
   * @param done receives each step before it runs, so that a failed step is undone as well
   */
  void apply(List<FaultStep> steps, List<FaultStep> done)
      throws StageFailure, InterruptedException {
    for (var step : steps) {
      done.add(step);
      nodes.shell(step.node(), step.apply()).orFail(step.node() + ": " + step.apply());
    }
  }

  /** The steps of one node run in order; nodes run in parallel. */
  void prove(List<Proof> proofs) throws StageFailure, InterruptedException {
    var byNode =
        proofs.stream()
            .collect(groupingBy(Proof::node, LinkedHashMap::new, Collectors.toList()))
            .values();
    Parallel.map(List.copyOf(byNode), this::proveInTurn);
  }

  private int proveInTurn(List<Proof> proofs) throws StageFailure, InterruptedException {
    for (var proof : proofs) {
      proof.check(nodes);
    }
    return proofs.size();
  }

  /** The sweep must not observe the effects of the proof. */
  void forget(List<FaultStep> steps) throws StageFailure, InterruptedException {
    for (var step : steps) {
      if (step.remembers()) {
        nodes.shell(step.node(), step.undo()).orFail(step.node() + ": " + step.undo());
        nodes.shell(step.node(), step.apply()).orFail(step.node() + ": " + step.apply());
      }
    }
  }

  /** All steps, also after a failure of one. */
  void undo(List<FaultStep> steps) throws StageFailure, InterruptedException {
    var troubles = new ArrayList<String>();
    for (var step : steps) {
      var undone = nodes.shell(step.node(), step.undo());
      if (undone.exit() != 0) {
        troubles.add(step.node() + ": " + step.undo() + ": " + undone.output().strip());
      }
    }
    if (!troubles.isEmpty()) {
      throw new StageFailure("could not undo " + String.join("; ", troubles));
    }
  }
}
