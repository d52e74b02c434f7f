package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Any label may be the scope of a cause, and so may any recorded fact. */
class LabelScopeTest {
  /** Clients of one hosting provider, in several networks and regions, are refused. */
  @Test
  void refusedClientsOfOneProvider_areTheScopeOfTheEdge() {
    for (int size : List.of(8, 10, 12)) {
      for (int affected : List.of(3, 4)) {
        var verdict = first(labelled(sweep(size, affected, "403"), affected, Label.PROVIDER));

        assertEquals(Blame.ORIGIN, verdict.blame(), verdict::toString);
        assertEquals(Optional.of(Cause.EDGE_BLOCKS_SOME_CLIENTS), verdict.hypothesis());
        assertEquals(Scope.Attribute.PROVIDER, verdict.scope().attribute());
        assertEquals(affected, verdict.scope().vantages().size());
      }
    }
  }

  @Test
  void refusedClientsWithoutACommonLabel_areNoFault() {
    for (int size : List.of(8, 10, 12)) {
      assertEquals(Blame.HEALTHY, first(sweep(size, 3, "403")).blame());
    }
  }

  @Test
  void aFilterForVantagesOfOneLabelOrFact_isNamedWithIt() {
    for (var word : List.of("reset", "silent", "timeout")) {
      for (int size : List.of(8, 10)) {
        for (int affected : List.of(3, 4)) {
          for (var key : List.of("line", "upstream", "access")) {
            var sweep = sweep(size, affected, word);
            for (var one :
                List.of(labelled(sweep, affected, key), withFact(sweep, affected, key))) {
              var verdict = first(one);

              assertNotEquals(Blame.INCONCLUSIVE, verdict.blame(), verdict::toString);
              assertEquals(Scope.Attribute.LABEL, verdict.scope().attribute(), verdict::toString);
              assertEquals(key + "=x", verdict.scope().value());
              assertEquals(affected, verdict.explains().size());
            }
          }
        }
      }
    }
  }

  private static Verdict first(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  /** The first vantages fail; all are in networks of their own, in three regions. */
  private static Sweep sweep(int size, int affected, String word) {
    var rows = new StringBuilder("vantage base control reference\n");
    for (int i = 0; i < size; i++) {
      var region = List.of("eu", "us", "ap").get(i % 3);
      var control = word.equals("timeout") ? word : "ok";
      var cells = i < affected ? word + " " + control + " ok" : "ok ok ok";
      rows.append(region).append('-').append((char) ('a' + i)).append(' ').append(cells);
      rows.append('\n');
    }
    return Grid.sweep(rows.toString());
  }

  private static Sweep labelled(Sweep sweep, int affected, String key) {
    return with(sweep, affected, key, true);
  }

  private static Sweep withFact(Sweep sweep, int affected, String key) {
    return with(sweep, affected, key, false);
  }

  private static Sweep with(Sweep sweep, int affected, String key, boolean label) {
    var sick = Set.copyOf(sweep.vantages().subList(0, affected).stream().map(Vantage::id).toList());
    var vantages =
        sweep.vantages().stream().map(one -> with(one, key, value(sick, one.id()), label)).toList();
    return Grid.sweep(vantages, sweep.targets().getFirst().inside(), Grid.observations(sweep));
  }

  private static String value(Set<VantageId> sick, VantageId id) {
    return sick.contains(id) ? "x" : "y";
  }

  private static Vantage with(Vantage vantage, String key, String value, boolean label) {
    return new Vantage(
        vantage.id(),
        label ? plus(vantage.labels(), key, value) : vantage.labels(),
        vantage.agentVersion(),
        vantage.clockOffset(),
        label ? vantage.facts() : plus(vantage.facts(), key, value));
  }

  private static Map<String, String> plus(Map<String, String> some, String key, String value) {
    var more = new HashMap<>(some);
    more.put(key, value);
    return more;
  }
}
