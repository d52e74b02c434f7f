package dev.parallax.rpc;

import dev.parallax.fleet.authority.Role;
import dev.parallax.fleet.enrolment.Admission;
import dev.parallax.fleet.enrolment.RefusedException;
import dev.parallax.store.failure.StoreException;
import dev.parallax.v1.AgentServiceGrpc;
import dev.parallax.v1.EnrolmentServiceGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthGrpc;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Decides on each call by the role of the caller. Enrolment is open to all clients; agents may call
 * the agent service and health only; operators may call all services but the agents', including
 * health and reflection.
 */
public final class RoleInterceptor implements ServerInterceptor {
  /** The caller of the current call. */
  public static final Context.Key<Role> ROLE = Context.key("role");

  /** By which certificate; null in process. */
  static final Context.Key<X509Certificate> CERTIFICATE = Context.key("certificate");

  /** The source address of the current call; null in process. */
  static final Context.Key<SocketAddress> REMOTE = Context.key("remote");

  private final Admission admission;

  public RoleInterceptor(Admission admission) {
    this.admission = admission;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    try {
      var context =
          Context.current()
              .withValue(ROLE, admitted(call))
              .withValue(CERTIFICATE, certificate(call).orElse(null))
              .withValue(REMOTE, call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
      return Contexts.interceptCall(context, call, headers, next);
    } catch (StatusRuntimeException refused) {
      call.close(refused.getStatus(), new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }

  private Role admitted(ServerCall<?, ?> call) {
    var service = String.valueOf(call.getMethodDescriptor().getServiceName());
    if (service.equals(EnrolmentServiceGrpc.SERVICE_NAME)) {
      return new Role.Nobody();
    }
    var role = role(call);
    requireMayCall(role, service);
    return role;
  }

  private Role role(ServerCall<?, ?> call) {
    try {
      return certificate(call).map(admission::admit).orElseGet(Role.Nobody::new);
    } catch (RefusedException refused) {
      throw Refusals.status(refused).asRuntimeException();
    } catch (StoreException trouble) {
      throw Refusals.status(trouble).asRuntimeException();
    }
  }

  private static void requireMayCall(Role role, String service) {
    switch (role) {
      case Role.Nobody _ ->
          throw Status.UNAUTHENTICATED
              .withDescription(service + " needs a client certificate of this coordinator")
              .asRuntimeException();
      case Role.Agent agent ->
          require(
              isAgents(service) || service.equals(HealthGrpc.SERVICE_NAME),
              "agent " + agent.vantage(),
              service);
      case Role.Operator operator ->
          require(!isAgents(service), "operator " + operator.name(), service);
    }
  }

  private static void require(boolean holds, String subject, String service) {
    if (!holds) {
      throw Status.PERMISSION_DENIED
          .withDescription(subject + " may not call " + service)
          .asRuntimeException();
    }
  }

  private static boolean isAgents(String service) {
    return service.equals(AgentServiceGrpc.SERVICE_NAME);
  }

  private static Optional<X509Certificate> certificate(ServerCall<?, ?> call) {
    return Optional.ofNullable(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
        .flatMap(RoleInterceptor::certificate);
  }

  private static Optional<X509Certificate> certificate(SSLSession session) {
    try {
      return Optional.of((X509Certificate) session.getPeerCertificates()[0]);
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty();
    }
  }
}
