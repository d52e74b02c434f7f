package dev.parallax.rpc;

import dev.parallax.health.Vitals;
import dev.parallax.outlet.OutletFigures;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The standard health service for the whole coordinator: serving while its essential parts work;
 * and for its outlet by the name {@value #OUTLET}: serving unless the last attempt to write failed.
 * There is no {@code Watch}, because its streams would only cost memory.
 */
public final class HealthEndpoint extends HealthGrpc.HealthImplBase {
  public static final String OUTLET = "outlet";

  private final Vitals vitals;
  private final Supplier<Optional<OutletFigures>> outlet;

  /**
   * @param outlet empty for a coordinator without an outlet
   */
  public HealthEndpoint(Vitals vitals, Supplier<Optional<OutletFigures>> outlet) {
    this.vitals = vitals;
    this.outlet = outlet;
  }

  @Override
  public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answer) {
    var works =
        switch (request.getService()) {
          case "" -> Optional.of(vitals.trouble().isEmpty());
          case OUTLET -> outlet.get().map(figures -> figures.trouble().isEmpty());
          default -> Optional.<Boolean>empty();
        };
    works.ifPresentOrElse(
        good -> answer(answer, good ? ServingStatus.SERVING : ServingStatus.NOT_SERVING),
        () ->
            answer.onError(
                Status.NOT_FOUND
                    .withDescription(
                        "the whole coordinator has a health, by the empty name, and its outlet")
                    .asRuntimeException()));
  }

  private static void answer(StreamObserver<HealthCheckResponse> answer, ServingStatus status) {
    answer.onNext(HealthCheckResponse.newBuilder().setStatus(status).build());
    answer.onCompleted();
  }
}
