package dev.parallax.attribution;

import dev.parallax.model.Sweep;
import dev.parallax.model.TargetResults;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A target's results, gone through: who is ill, what the others saw, what is believed of it.
 *
 * @param scene all who answered
 * @param well without the ill, everything retold
 */
record Study(Scene scene, List<Illness> ill, Scene well, Table table, Posterior posterior) {
  static Study of(Sweep sweep, TargetResults results) {
    var scene = Scene.of(sweep, results);
    var sickness = Sickness.of(scene);
    var ill = sickness.ill();
    var illIds = ill.stream().map(one -> one.seat().id()).collect(Collectors.toSet());
    var sound = scene.seats().stream().filter(seat -> !illIds.contains(seat.id())).toList();
    var well = scene.with(Retelling.of(sound, scene.coordinatorSaw()));
    var table = Table.of(well, sickness.doubtful());
    return new Study(scene, ill, well, table, Posterior.of(table));
  }
}
