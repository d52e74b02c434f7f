package dev.parallax.rpc;

import dev.parallax.fleet.Role;
import dev.parallax.model.VantageId;
import io.grpc.Status;

/** Who makes the current call, as its certificate says. */
final class Caller {
  private Caller() {}

  /** The calling agent's vantage. */
  static VantageId agent() {
    if (RoleInterceptor.ROLE.get() instanceof Role.Agent agent) {
      return agent.vantage();
    }
    throw Status.PERMISSION_DENIED
        .withDescription("only an agent's certificate may call this")
        .asRuntimeException();
  }

  /** The caller as the audit names it. */
  static String name() {
    return switch (RoleInterceptor.ROLE.get()) {
      case Role.Agent agent -> "agent " + agent.vantage();
      case Role.Operator operator -> "operator " + operator.name();
      case Role.Nobody nobody -> "nobody";
    };
  }
}
