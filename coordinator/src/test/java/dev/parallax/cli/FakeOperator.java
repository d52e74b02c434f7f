package dev.parallax.cli;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.Fixture;
import dev.parallax.v1.Arm;
import dev.parallax.v1.CreateTokenRequest;
import dev.parallax.v1.CreateTokenResponse;
import dev.parallax.v1.DrainVantageRequest;
import dev.parallax.v1.DrainVantageResponse;
import dev.parallax.v1.GetSweepRequest;
import dev.parallax.v1.GetSweepResponse;
import dev.parallax.v1.LastHealthySweep;
import dev.parallax.v1.ListOperatorsRequest;
import dev.parallax.v1.ListOperatorsResponse;
import dev.parallax.v1.ListSweepsRequest;
import dev.parallax.v1.ListSweepsResponse;
import dev.parallax.v1.ListVantagesRequest;
import dev.parallax.v1.ListVantagesResponse;
import dev.parallax.v1.ListVerdictsRequest;
import dev.parallax.v1.ListVerdictsResponse;
import dev.parallax.v1.OperatorCertificate;
import dev.parallax.v1.OperatorServiceGrpc;
import dev.parallax.v1.PastVerdicts;
import dev.parallax.v1.PlanSweepResponse;
import dev.parallax.v1.PlannedArm;
import dev.parallax.v1.PlannedVantage;
import dev.parallax.v1.RevokeOperatorRequest;
import dev.parallax.v1.RevokeOperatorResponse;
import dev.parallax.v1.RoundStarted;
import dev.parallax.v1.StartSweepRequest;
import dev.parallax.v1.SweepEvent;
import dev.parallax.v1.SweepFinished;
import dev.parallax.v1.SweepStarted;
import dev.parallax.v1.SweepSummary;
import dev.parallax.v1.VantageStatus;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Answers as a coordinator would; the name of a target or vantage chooses the refusal. */
final class FakeOperator extends OperatorServiceGrpc.OperatorServiceImplBase {
  final List<Object> requests = new CopyOnWriteArrayList<>();
  final CountDownLatch cancelled = new CountDownLatch(1);

  @Override
  public void startSweep(StartSweepRequest request, StreamObserver<SweepEvent> events) {
    requests.add(request);
    var sweep = Fixture.sweep();
    var vantages = sweep.vantages().stream().map(Wire::toProto).toList();
    var started = SweepStarted.newBuilder().setSweepId(sweep.id().value()).addAllVantages(vantages);
    events.onNext(SweepEvent.newBuilder().setStarted(started).build());
    switch (request.getFrom()) {
      case "cut" -> events.onCompleted();
      case "hang" ->
          ((ServerCallStreamObserver<SweepEvent>) events).setOnCancelHandler(cancelled::countDown);
      default -> whole(sweep, events);
    }
  }

  @Override
  public void planSweep(StartSweepRequest request, StreamObserver<PlanSweepResponse> answer) {
    var plan = PlanSweepResponse.newBuilder();
    Fixture.sweep().vantages().stream()
        .map(vantage -> VantageStatus.newBuilder().setVantage(Wire.toProto(vantage)))
        .map(status -> PlannedVantage.newBuilder().setVantage(status.setStatus("ready")))
        .forEach(plan::addVantages);
    var base = PlannedArm.newBuilder().setTarget(request.getTargets(0)).setArm(Arm.ARM_BASE);
    plan.addArms(base.setTrials(5));
    plan.addArms(base.clone().setArm(Arm.ARM_NO_SNI).setTrials(2));
    plan.setHandshakesPerSecond(50).setMostHandshakes(1_234).setMostTrials(617);
    plan.setLongest(com.google.protobuf.Duration.newBuilder().setSeconds(61));
    answer.onNext(plan.build());
    answer.onCompleted();
  }

  private static void whole(Sweep sweep, StreamObserver<SweepEvent> events) {
    var round = RoundStarted.newBuilder().setNumber(1).addReasons("first_look").setTrials(7);
    events.onNext(SweepEvent.newBuilder().setRoundStarted(round).build());
    sweep.targets().stream()
        .flatMap(target -> target.observations().stream())
        .map(Wire::toProto)
        .forEach(seen -> events.onNext(SweepEvent.newBuilder().setObservation(seen).build()));
    var finished = SweepFinished.newBuilder().setSweep(Wire.toProto(sweep));
    Fixture.verdicts().stream().map(Wire::toProto).forEach(finished::addVerdicts);
    finished.addLastHealthy(dayBefore());
    events.onNext(SweepEvent.newBuilder().setFinished(finished).build());
    events.onCompleted();
  }

  /** The first target's last healthy sweep. */
  private static LastHealthySweep dayBefore() {
    var target = Fixture.verdicts().getFirst().target();
    var sweep = Fixture.sweep().only(target.name());
    var fine = new TargetVerdicts(target, Fixture.verdicts().getLast().verdicts());
    return LastHealthySweep.newBuilder()
        .setSweep(Wire.toProto(sweep))
        .addVerdicts(Wire.toProto(fine))
        .setFirstOtherwiseId(sweep.id().value())
        .setFirstOtherwiseAt(Wire.toProto(sweep.startedAt()))
        .build();
  }

  @Override
  public void getSweep(GetSweepRequest request, StreamObserver<GetSweepResponse> answer) {
    var stored = GetSweepResponse.newBuilder().setSweep(Wire.toProto(Fixture.sweep()));
    Fixture.verdicts().stream().map(Wire::toProto).forEach(stored::addVerdicts);
    if (request.getWithLastHealthy()) {
      stored.addLastHealthy(dayBefore());
    }
    answer.onNext(stored.setComplete(request.getSweepId().equals("@last")).build());
    answer.onCompleted();
  }

  /** Every target was healthy the day before; the earlier sweep is returned as the same sweep. */
  @Override
  public void listVerdicts(
      ListVerdictsRequest request, StreamObserver<ListVerdictsResponse> answer) {
    requests.add(request);
    var sweep = Fixture.sweep();
    var target = Target.parse(request.getTarget());
    var fine = Fixture.verdicts().getLast().verdicts();
    var past =
        PastVerdicts.newBuilder()
            .setSweepId(sweep.id().value())
            .setStartedAt(Wire.toProto(sweep.startedAt()))
            .setVerdicts(Wire.toProto(new TargetVerdicts(target, fine)));
    var never = request.getBeforeSweepId().isEmpty();
    answer.onNext(
        never
            ? ListVerdictsResponse.getDefaultInstance()
            : ListVerdictsResponse.newBuilder().addPast(past).build());
    answer.onCompleted();
  }

  /** A coordinator without an installer, unless the token is for two uses. */
  private static CreateTokenResponse created(CreateTokenRequest request) {
    return request.getUses() == 2
        ? CreateTokenResponse.newBuilder()
            .setToken("plx1." + "A".repeat(43) + ".abcd.0123456789abcdef")
            .setAdvertised("coordinator.example:7443")
            .build()
        : CreateTokenResponse.newBuilder().setToken("plx1.a.b.c").build();
  }

  @Override
  public void createToken(CreateTokenRequest request, StreamObserver<CreateTokenResponse> answer) {
    requests.add(request);
    answer.onNext(created(request));
    answer.onCompleted();
  }

  @Override
  public void listVantages(
      ListVantagesRequest request, StreamObserver<ListVantagesResponse> answer) {
    var listed = ListVantagesResponse.newBuilder();
    Fixture.sweep().vantages().stream()
        .map(vantage -> VantageStatus.newBuilder().setVantage(Wire.toProto(vantage)))
        .forEach(status -> listed.addVantages(status.setStatus("ready")));
    answer.onNext(listed.build());
    answer.onCompleted();
  }

  @Override
  public void drainVantage(
      DrainVantageRequest request, StreamObserver<DrainVantageResponse> answer) {
    answer.onError(
        Status.fromCode(Status.Code.valueOf(request.getName()))
            .withDescription("said\nthe \u001b[31mcoordinator")
            .asRuntimeException());
  }

  @Override
  public void listOperators(
      ListOperatorsRequest request, StreamObserver<ListOperatorsResponse> answer) {
    var ends = Wire.toProto(Instant.parse("2027-01-31T12:00:00Z"));
    var valid = OperatorCertificate.newBuilder().setSerial("1a2b").setName("operator");
    var revoked = OperatorCertificate.newBuilder().setSerial("9f").setName("old\u001b[31m");
    answer.onNext(
        ListOperatorsResponse.newBuilder()
            .addOperators(valid.setNotAfter(ends).setOwn(true))
            .addOperators(revoked.setNotAfter(ends).setRevoked(true))
            .build());
    answer.onCompleted();
  }

  @Override
  public void revokeOperator(
      RevokeOperatorRequest request, StreamObserver<RevokeOperatorResponse> answer) {
    requests.add(request);
    answer.onNext(RevokeOperatorResponse.getDefaultInstance());
    answer.onCompleted();
  }

  @Override
  public void listSweeps(ListSweepsRequest request, StreamObserver<ListSweepsResponse> answer) {
    var at = Wire.toProto(Fixture.sweep().startedAt());
    answer.onNext(
        ListSweepsResponse.newBuilder()
            .addSweeps(SweepSummary.newBuilder().setSweepId("s2").setStartedAt(at).setDamaged(true))
            .addSweeps(
                SweepSummary.newBuilder()
                    .setSweepId("s1")
                    .setStartedAt(at)
                    .setComplete(true)
                    .addTargets("https://a.example"))
            .build());
    answer.onCompleted();
  }
}
