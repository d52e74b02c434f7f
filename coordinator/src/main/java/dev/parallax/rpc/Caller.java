package dev.parallax.rpc;

import dev.parallax.fleet.authority.Role;
import dev.parallax.model.vantage.VantageId;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The caller of the current call, from its certificate. */
public final class Caller {
  private Caller() {}

  /** The calling agent's vantage. */
  public static VantageId agent() {
    if (RoleInterceptor.ROLE.get() instanceof Role.Agent agent) {
      return agent.vantage();
    }
    throw Status.PERMISSION_DENIED
        .withDescription("only an agent's certificate may call this")
        .asRuntimeException();
  }

  /** The caller's certificate; absent for in-process calls. */
  public static Optional<X509Certificate> certificate() {
    return Optional.ofNullable(RoleInterceptor.CERTIFICATE.get());
  }

  /** The source address of the call; unknown in process. */
  public static Optional<InetAddress> address() {
    return Optional.ofNullable(RoleInterceptor.REMOTE.get())
        .filter(InetSocketAddress.class::isInstance)
        .map(InetSocketAddress.class::cast)
        .map(InetSocketAddress::getAddress);
  }

  /** The caller as the audit names it. */
  public static String name() {
    return switch (RoleInterceptor.ROLE.get()) {
      case Role.Agent agent -> "agent " + agent.vantage();
      case Role.Operator operator -> "operator " + operator.name();
      case Role.Nobody nobody -> "nobody";
    };
  }
}
