package dev.parallax.rpc;

import dev.parallax.health.Vitals;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;

/**
 * The standard health service for the whole coordinator: serving while its essential parts work.
 * There is no {@code Watch}, because its streams would only cost memory.
 */
public final class HealthEndpoint extends HealthGrpc.HealthImplBase {
  private final Vitals vitals;

  public HealthEndpoint(Vitals vitals) {
    this.vitals = vitals;
  }

  @Override
  public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answer) {
    if (!request.getService().isEmpty()) {
      answer.onError(
          Status.NOT_FOUND
              .withDescription("only the whole coordinator has a health, by the empty name")
              .asRuntimeException());
      return;
    }
    answer.onNext(
        HealthCheckResponse.newBuilder()
            .setStatus(
                vitals.trouble().isEmpty() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING)
            .build());
    answer.onCompleted();
  }
}
