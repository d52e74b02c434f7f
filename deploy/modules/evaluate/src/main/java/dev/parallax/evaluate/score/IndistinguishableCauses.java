package dev.parallax.evaluate.score;

import dev.parallax.model.verdict.Cause;
import java.util.EnumSet;
import java.util.Set;

/** Causes that a fleet without a certain vantage cannot distinguish. */
final class IndistinguishableCauses {
  private IndistinguishableCauses() {}

  /** From outside only. */
  static Set<Cause> of(Cause id) {
    return switch (id) {
      case HOST_DOWN, EDGE_DROPS_CONNECTIONS ->
          EnumSet.of(Cause.HOST_DOWN, Cause.EDGE_DROPS_CONNECTIONS);
      case PORT_NOT_LISTENING, EDGE_REFUSES_CONNECTIONS ->
          EnumSet.of(Cause.PORT_NOT_LISTENING, Cause.EDGE_REFUSES_CONNECTIONS);
      case SERVICE_ABORTS_OR_STALLS,
          EDGE_BREAKS_EVERY_HANDSHAKE,
          EDGE_REPLY_PATH_CAPTURED,
          EDGE_SIZE_POLICY ->
          EnumSet.of(
              Cause.SERVICE_ABORTS_OR_STALLS,
              Cause.EDGE_BREAKS_EVERY_HANDSHAKE,
              Cause.EDGE_SIZE_POLICY,
              id);
      case NO_SHARED_TLS_PARAMETERS ->
          EnumSet.of(
              Cause.NO_SHARED_TLS_PARAMETERS,
              Cause.EDGE_NAME_POLICY,
              Cause.EDGE_BREAKS_EVERY_HANDSHAKE);
      default -> EnumSet.of(id);
    };
  }

  /** A part of the clients blocked by the edge, or by a device on their path. */
  static Set<Cause> ofSome() {
    return EnumSet.of(
        Cause.EDGE_BLOCKS_SOME_CLIENTS,
        Cause.SNI_FILTER,
        Cause.ADDRESS_BLOCK,
        Cause.PORT_BLOCK,
        Cause.PROTOCOL_FILTER,
        Cause.NO_ROUTE);
  }

  /** All outside vantages fail, by a path fault or at the edge. */
  static Set<Cause> ofAll() {
    return EnumSet.of(
        Cause.EDGE_BREAKS_EVERY_HANDSHAKE,
        Cause.EDGE_NAME_POLICY,
        Cause.EDGE_DROPS_CONNECTIONS,
        Cause.EDGE_REFUSES_CONNECTIONS,
        Cause.EDGE_SIZE_POLICY);
  }

  /** One vantage fails, by its network or by its host. */
  static Set<Cause> ofOne() {
    return EnumSet.of(Cause.LOCAL_INTERCEPTION, Cause.UPLINK_DOWN);
  }

  static Set<Cause> ofOneName() {
    return EnumSet.of(
        Cause.SNI_FILTER, Cause.PROTOCOL_FILTER, Cause.TLS_INTERCEPTION, Cause.LOCAL_INTERCEPTION);
  }
}
