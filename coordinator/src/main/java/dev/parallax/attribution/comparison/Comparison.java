package dev.parallax.attribution.comparison;

import dev.parallax.attribution.catalogue.MechanismCatalogue;
import dev.parallax.attribution.correction.AddressTrust;
import dev.parallax.attribution.correction.ZoneAnswers;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.attribution.witness.FarEndReports;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Vantage × arm × address, counted by symptom.
 *
 * @param misledVantages vantages whose resolver returned addresses without corroboration
 * @param former vantages whose resolver returned addresses that the zone no longer gives
 * @param distributions the responses to requests that servers answer in several ways
 * @param farEnds reports of the far ends of the trials
 * @param hops located faults
 * @param shared addresses with two servers behind them
 * @param tcpOnly whether the target has neither TLS nor HTTP
 * @param failing symptoms of the probes that detect causes
 */
public record Comparison(
    List<ComparedVantage> rows,
    List<ComparedVantage> misledVantages,
    boolean hasInside,
    AddressTrust addresses,
    Set<VantageId> former,
    ResponseDistributions distributions,
    Set<Symptom> failing,
    Set<Arm> ran,
    FarEndReports farEnds,
    FaultLocations hops,
    List<SharedAddress> shared,
    boolean tcpOnly) {
  /** Arms whose failure can detect a cause. */
  private static final Set<Arm> NOTICED =
      MechanismCatalogue.ALL.stream()
          .flatMap(mechanism -> mechanism.noticed().stream())
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Counts the trials of one target.
   *
   * @param doubtful vantages whose references fail although base passes
   */
  public static Comparison of(TargetTrials scene, Set<VantageId> doubtful, FarEndReports farEnds) {
    var addresses = AddressTrust.of(scene.vantages(), scene.coordinatorSaw());
    var counted =
        scene.vantages().stream().map(vantage -> SymptomCounts.of(vantage, addresses)).toList();
    var distributions = ResponseDistributions.of(counted);
    var kinds = new IdenticalVantages.Numbering();
    var rows = new ArrayList<ComparedVantage>();
    var failing = EnumSet.noneOf(Symptom.class);
    var ran = EnumSet.noneOf(Arm.class);
    for (var counts : counted) {
      var vantage = counts.vantage();
      vantage.trials().stream()
          .filter(trial -> trial.symptom() != Symptom.OK && NOTICED.contains(trial.arm()))
          .forEach(trial -> failing.add(trial.symptom()));
      vantage.trials().forEach(trial -> ran.add(trial.arm()));
      rows.add(
          row(
              rows.size(),
              counts,
              addresses,
              distributions,
              kinds,
              !doubtful.contains(vantage.id())));
    }
    var hasInside = scene.vantages().stream().anyMatch(VantageTrials::inside);
    var misledVantages = rows.stream().filter(ComparedVantage::misled).toList();
    return new Comparison(
        List.copyOf(rows),
        misledVantages,
        hasInside,
        addresses,
        ZoneAnswers.withFormerAddresses(scene.vantages()),
        distributions,
        failing,
        ran,
        farEnds,
        FaultLocations.of(scene.target(), rows),
        SharedAddress.of(rows),
        scene.target().scheme() == Scheme.TCP);
  }

  private static ComparedVantage row(
      int index,
      SymptomCounts counted,
      AddressTrust addresses,
      ResponseDistributions distributions,
      IdenticalVantages.Numbering kinds,
      boolean trusted) {
    var vantage = counted.vantage();
    var background = NoiseRates.of(vantage);
    var cells = new ArrayList<ComparedCell>();
    counted.cells().forEach((key, seen) -> cells.add(cell(key, seen, background, distributions)));
    var misled = addresses.misled(vantage);
    var outlierGain = OutlierModel.gain(vantage, cells);
    return new ComparedVantage(
        index,
        kinds.of(vantage.inside(), misled, outlierGain, cells),
        vantage,
        List.copyOf(cells),
        misled,
        counted.ended().getOrDefault(Arm.BASE, Map.of()).containsKey(Symptom.NAME_UNRESOLVED),
        trusted,
        outlierGain,
        counted.ended(),
        Progress.of(vantage.trials()));
  }

  private static ComparedCell cell(
      CellKey key, int[] seen, NoiseRates background, ResponseDistributions distributions) {
    var responses = distributions.of(key).orElse(null);
    return new ComparedCell(
        key,
        seen,
        responses == null ? background.expected() : background.expected(responses.shares()),
        responses);
  }
}
