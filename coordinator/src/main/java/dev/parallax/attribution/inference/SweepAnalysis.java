package dev.parallax.attribution.inference;

import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.correction.SymptomCorrections;
import dev.parallax.attribution.health.ControlsFailingAlike;
import dev.parallax.attribution.health.HostsFileFaults;
import dev.parallax.attribution.health.StarvedVantages;
import dev.parallax.attribution.health.UsableControls;
import dev.parallax.attribution.health.VantageFault;
import dev.parallax.attribution.health.VantageHealth;
import dev.parallax.attribution.history.HandshakeHistory;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.witness.FarEndReports;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The analysis of a target's results: faulty vantages, corrected symptoms, comparison, posterior.
 *
 * @param scene all answering vantages
 * @param ill the vantages at fault; those with a misleading hosts file alone stay in the comparison
 * @param well without faulty vantages, with corrected symptoms
 * @param controls which reference sites are controls; the trials of others are left out
 * @param alike the target and all reference sites fail alike
 */
public record SweepAnalysis(
    TargetTrials scene,
    List<VantageFault> ill,
    TargetTrials well,
    Comparison table,
    Posterior posterior,
    UsableControls controls,
    Optional<ControlsFailingAlike> alike) {
  public static SweepAnalysis of(Sweep sweep, TargetResults results) {
    var measured = TargetTrials.of(sweep, results);
    var controls = UsableControls.of(measured.vantages());
    var scene = controls.usable(measured);
    var sickness = VantageHealth.of(scene);
    var starved = StarvedVantages.of(sweep, results, scene);
    var starvedIds =
        starved.stream().map(fault -> fault.vantage().id()).collect(Collectors.toSet());
    var excluded =
        Stream.concat(
                sickness.ill().stream()
                    .filter(vantageFault -> !starvedIds.contains(vantageFault.vantage().id())),
                starved.stream())
            .toList();
    var illIds =
        excluded.stream().map(eachFault -> eachFault.vantage().id()).collect(Collectors.toSet());
    var ill =
        Stream.concat(
                excluded.stream(),
                HostsFileFaults.of(scene).stream()
                    .filter(misled -> !illIds.contains(misled.vantage().id())))
            .toList();
    var sound =
        scene.vantages().stream().filter(vantage -> !illIds.contains(vantage.id())).toList();
    var history = new HandshakeHistory(results.history());
    var well =
        scene.with(SymptomCorrections.of(scene.target(), sound, scene.coordinatorSaw(), history));
    var table = Comparison.of(well, sickness.doubtful(), FarEndReports.of(sweep, scene.vantages()));
    return new SweepAnalysis(
        scene,
        ill,
        well,
        table,
        Posterior.of(table),
        controls,
        ControlsFailingAlike.of(measured.vantages()));
  }
}
