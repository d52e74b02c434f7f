package dev.parallax.store.relay;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store of one coordinator: every sweep and every agent is its own. */
final class SingleCoordinator implements RelayStore {
  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public List<SweepId> orphans() {
    return List.of();
  }

  @Override
  public boolean adopt(SweepId sweep) {
    return true;
  }

  @Override
  public boolean isElsewhere(SweepId sweep) {
    return false;
  }

  @Override
  public void close(SweepId sweep) {}

  @Override
  public long nextGeneration() {
    return 0;
  }

  @Override
  public void publish(Collection<AgentPresence> changed, Collection<VantageId> gone) {}

  @Override
  public Map<VantageId, Optional<NewerStream>> replaced(Collection<VantageId> published) {
    return Map.of();
  }

  @Override
  public List<AgentPresence> elsewhere() {
    return List.of();
  }

  @Override
  public void send(Collection<AgentOrder> orders) {}

  @Override
  public List<AgentOrder> orders() {
    return List.of();
  }

  @Override
  public void passedOn(Collection<AgentOrder> orders) {}

  @Override
  public void forward(Collection<RelayedBatch> arrived) {}

  @Override
  public List<RelayedBatch.Numbered> batches(SweepId sweep, Map<String, Long> after) {
    return List.of();
  }

  @Override
  public List<Observation> observations(SweepId sweep, RelayedBatch.Rows rows) {
    return List.of();
  }

  @Override
  public boolean maintains() {
    return true;
  }

  @Override
  public boolean exports() {
    return true;
  }

  @Override
  public void ring() {}

  @Override
  public void listen(Runnable rung) {}
}
