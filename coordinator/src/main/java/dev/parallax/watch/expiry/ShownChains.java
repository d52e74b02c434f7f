package dev.parallax.watch.expiry;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The certificates that a target sent in one look. Only trials that passed count: a chain that a
 * vantage refused may be that of another server.
 *
 * @param asked the vantages of the look
 * @param answered the vantages that received a chain
 */
public record ShownChains(
    Instant at,
    Set<VantageId> asked,
    Set<VantageId> answered,
    List<ShownCertificate> certificates) {
  /** No server needs more; the rest of a hostile chain is ignored. */
  private static final int MOST = 50;

  /**
   * A certificate.
   *
   * @param leaf whether it was the first of its chain
   * @param vantages that received it, in the order of their names
   */
  public record ShownCertificate(CertificateFacts facts, boolean leaf, List<VantageId> vantages) {
    public ShownCertificate {
      vantages = List.copyOf(vantages);
    }
  }

  public ShownChains {
    asked = Set.copyOf(asked);
    answered = Set.copyOf(answered);
    certificates = List.copyOf(certificates);
  }

  /** Of a finished look. */
  public static ShownChains of(Sweep look, Target target) {
    var shown = new LinkedHashMap<String, Builder>();
    var answered = new TreeSet<VantageId>();
    look.targets().stream()
        .filter(results -> results.target().equals(target))
        .flatMap(results -> results.observations().stream())
        .filter(seen -> seen.ok() && seen.key().arm() == Arm.BASE)
        .forEach(seen -> collect(seen, shown, answered));
    var asked = new TreeSet<VantageId>();
    look.vantages().forEach(vantage -> asked.add(vantage.id()));
    return new ShownChains(
        look.startedAt(), asked, answered, shown.values().stream().map(Builder::build).toList());
  }

  private static void collect(
      Observation seen, Map<String, Builder> shown, Set<VantageId> answered) {
    var chain = new ArrayList<CertificateFacts>();
    seen.steps().tls().ifPresent(tls -> chain.addAll(tls.chain()));
    for (int i = 0; i < chain.size(); i++) {
      var facts = chain.get(i);
      answered.add(seen.key().vantage());
      if (facts.notAfter().isAfter(Instant.EPOCH)
          && (shown.size() < MOST || shown.containsKey(facts.sha256()))) {
        shown.computeIfAbsent(facts.sha256(), _ -> new Builder(facts)).add(seen, i == 0);
      }
    }
  }

  private static final class Builder {
    private final CertificateFacts facts;
    private final TreeSet<VantageId> vantages = new TreeSet<>();
    private boolean leaf;

    private Builder(CertificateFacts facts) {
      this.facts = facts;
    }

    private void add(Observation seen, boolean first) {
      vantages.add(seen.key().vantage());
      leaf |= first;
    }

    private ShownCertificate build() {
      return new ShownCertificate(facts, leaf, List.copyOf(vantages));
    }
  }
}
