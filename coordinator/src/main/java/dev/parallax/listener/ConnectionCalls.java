package dev.parallax.listener;

import dev.parallax.rpc.RoleInterceptor;
import io.grpc.Attributes;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import java.util.Optional;

/** Counts each call on its connection, after {@link RoleInterceptor} has determined its role. */
final class ConnectionCalls implements ServerInterceptor {
  private static final Attributes.Key<Connection> CONNECTION = Attributes.Key.create("connection");

  /** Passes the connection to its calls. */
  static final class Filter extends ServerTransportFilter {
    private final Connections connections;

    Filter(Connections connections) {
      this.connections = connections;
    }

    @Override
    public Attributes transportReady(Attributes attributes) {
      return connections
          .of(attributes)
          .map(connection -> attributes.toBuilder().set(CONNECTION, connection).build())
          .orElse(attributes);
    }
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return Optional.ofNullable(call.getAttributes().get(CONNECTION))
        .map(connection -> counted(connection, call, headers, next))
        .orElseGet(() -> next.startCall(call, headers));
  }

  private static <Q, A> ServerCall.Listener<Q> counted(
      Connection connection,
      ServerCall<Q, A> call,
      Metadata headers,
      ServerCallHandler<Q, A> next) {
    var refused = connection.begin(RoleInterceptor.ROLE.get());
    if (refused.isPresent()) {
      call.close(Status.RESOURCE_EXHAUSTED.withDescription(refused.get()), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    try {
      return new CallEndListener<>(next.startCall(call, headers), connection);
    } catch (RuntimeException | Error failed) {
      connection.end();
      throw failed;
    }
  }

  private static final class CallEndListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Connection connection;

    CallEndListener(ServerCall.Listener<Q> delegate, Connection connection) {
      super(delegate);
      this.connection = connection;
    }

    @Override
    public void onComplete() {
      connection.end();
      super.onComplete();
    }

    @Override
    public void onCancel() {
      connection.end();
      super.onCancel();
    }
  }
}
