package dev.parallax.attribution;

import dev.parallax.model.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Every cause worth weighing over one table: those whose sight somebody in their scope had. */
final class Causes {
  private final Table table;
  private final Map<Scope.Attribute, List<Reach>> reaches;

  private Causes(Table table) {
    this.table = table;
    this.reaches = Reaches.of(table);
  }

  static List<Hypothesis> over(Table table) {
    var causes = new Causes(table);
    var found = new ArrayList<Hypothesis>();
    Mechanisms.ALL.forEach(mechanism -> causes.add(mechanism, found));
    return found;
  }

  private void add(Mechanism mechanism, List<Hypothesis> found) {
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
                  / Math.max(1, here.size()));
      here.stream()
          .filter(reach -> possible(mechanism, reach))
          .forEach(reach -> add(mechanism, reach, logPrior - chosen(reach), found));
    }
  }

  /** Of all sets of as many networks just this one. */
  private double chosen(Reach reach) {
    if (reach.attribute() != Scope.Attribute.HOP || !reach.scope().value().contains(Reaches.AND)) {
      return 0;
    }
    int all = (int) networks(table.rows().stream().filter(row -> !row.inside()).toList());
    int here = (int) networks(reach.rows());
    return Numbers.logOrderings(here, all - here);
  }

  private static void add(
      Mechanism mechanism, Reach reach, double logPrior, List<Hypothesis> found) {
    mechanism.shows().stream()
        .filter(sight -> reach.saw(sight, mechanism.noticed()))
        .max(Comparator.comparingInt(sight -> seen(mechanism, reach, sight)))
        .ifPresent(sight -> found.add(new Hypothesis(mechanism, sight, reach, logPrior)));
  }

  private static int seen(Mechanism mechanism, Reach reach, Sight sight) {
    int count = 0;
    for (var row : reach.rows()) {
      for (var arm : mechanism.noticed()) {
        count += row.ended().getOrDefault(arm, Map.of()).getOrDefault(sight, 0);
      }
    }
    return count;
  }

  private boolean possible(Mechanism mechanism, Reach reach) {
    if (Testimony.isPath(mechanism.id()) && reach.rows().stream().anyMatch(Row::inside)) {
      return false;
    }
    return switch (mechanism.id()) {
      case RESOLVER_LIES_OR_FAILS, DNS_INJECTION ->
          reach.rows().stream().allMatch(row -> row.liar() || row.lost() || !failed(row));
      case SNI_FILTER, PROBABILISTIC_SNI_FILTER ->
          reach.attribute() != Scope.Attribute.OUTSIDE || neutralRan() || !table.hops().isEmpty();
      case EDGE_BLOCKS_SOME_CLIENTS -> isHttp(mechanism) || networks(failing(reach)) > 1;
      case AGENT_DEFECT -> networks(reach.rows()) > 1;
      default -> true;
    };
  }

  /**
   * A block by place that shows below HTTP is told from a block on one network's path by a second.
   */
  private static boolean isHttp(Mechanism mechanism) {
    return mechanism.shows().contains(Sight.FORBIDDEN);
  }

  private static List<Row> failing(Reach reach) {
    return reach.rows().stream().filter(Causes::failed).toList();
  }

  private static long networks(List<Row> rows) {
    return rows.stream().map(Row::network).distinct().count();
  }

  private static boolean failed(Row row) {
    return row.seat().failsBase();
  }

  private boolean neutralRan() {
    return table.ran().stream().anyMatch(ArmSets.NEUTRAL::contains);
  }
}
