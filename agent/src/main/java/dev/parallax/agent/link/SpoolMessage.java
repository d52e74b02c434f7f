package dev.parallax.agent.link;

import dev.parallax.agent.spool.SpoolState;
import dev.parallax.text.Printable;

/** The state of the spool as a message of the contract. */
final class SpoolMessage {
  private SpoolMessage() {}

  static dev.parallax.v1.SpoolState of(SpoolState state) {
    return dev.parallax.v1.SpoolState.newBuilder()
        .setRecords(state.records())
        .setBytes(state.bytes())
        .setDropped(state.dropped())
        .setDamaged(state.damaged())
        .setMemoryOnly(state.memoryOnly().map(Printable::of).orElse(""))
        .build();
  }
}
