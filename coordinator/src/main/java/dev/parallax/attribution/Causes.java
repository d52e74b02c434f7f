package dev.parallax.attribution;

import dev.parallax.model.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Every cause worth weighing over one table: those whose sight somebody in their scope had. */
final class Causes {
  private final Table table;
  private final Map<Scope.Attribute, List<Reach>> reaches;

  private Causes(Table table) {
    this.table = table;
    this.reaches = Reach.all(table);
  }

  static List<Cause> over(Table table) {
    var causes = new Causes(table);
    var found = new ArrayList<Cause>();
    Mechanisms.ALL.forEach(mechanism -> causes.add(mechanism, found));
    return found;
  }

  private void add(Mechanism mechanism, List<Cause> found) {
    if (mechanism.shows().stream().noneMatch(table.failing()::contains)) {
      return;
    }
    var shares = mechanism.scopes().stream().mapToDouble(Priors::share).sum();
    for (var attribute : EnumSet.copyOf(mechanism.scopes())) {
      var here = reaches.getOrDefault(attribute, List.of());
      var logPrior =
          Math.log(
              Priors.rate(mechanism.id())
                  * mechanism.share()
                  * Priors.share(attribute)
                  / shares
                  / mechanism.shows().size()
                  / Math.max(1, here.size()));
      here.stream()
          .filter(reach -> possible(mechanism, reach))
          .forEach(reach -> add(mechanism, reach, logPrior, found));
    }
  }

  private void add(Mechanism mechanism, Reach reach, double logPrior, List<Cause> found) {
    for (var sight : mechanism.shows()) {
      if (reach.seen().contains(sight)) {
        found.add(new Cause(mechanism, sight, reach, logPrior));
      }
    }
  }

  private boolean possible(Mechanism mechanism, Reach reach) {
    return switch (mechanism.id()) {
      case D1 -> reach.rows().stream().allMatch(row -> row.liar() || row.lost() || !failed(row));
      case P1, P2 -> reach.attribute() != Scope.Attribute.OUTSIDE || neutralRan();
      default -> true;
    };
  }

  private static boolean failed(Row row) {
    return row.seat().failsBase();
  }

  private boolean neutralRan() {
    return table.ran().stream().anyMatch(Arms.NEUTRAL::contains);
  }
}
