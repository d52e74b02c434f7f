package dev.parallax.attribution.hypothesis;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.catalogue.MechanismCatalogue;
import dev.parallax.attribution.catalogue.Priors;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.health.VantageHealth;
import dev.parallax.attribution.stats.LogMath;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomClassifier;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every hypothesis for one table: those whose symptom occurs in their scope. */
public final class HypothesisGenerator {
  /** Causes that act on a ClientHello or a certificate: a target without TLS cannot show them. */
  public static final Set<Cause> OF_TLS =
      Collections.unmodifiableSet(
          EnumSet.of(
              Cause.CERTIFICATE_INVALID,
              Cause.NO_SHARED_TLS_PARAMETERS,
              Cause.WRONG_PROTOCOL,
              Cause.REQUIRES_SOMETHING_OF_THE_CLIENT,
              Cause.EDGE_NAME_POLICY,
              Cause.EDGE_SIZE_POLICY,
              Cause.SNI_FILTER,
              Cause.PROBABILISTIC_SNI_FILTER,
              Cause.TLS_INTERCEPTION,
              Cause.LOCAL_INTERCEPTION,
              Cause.CLOCK_WRONG,
              Cause.CA_BUNDLE_MISSING_OR_OLD));

  private final Comparison table;
  private final Map<Scope.Attribute, List<ScopeMembers>> reaches;
  private final boolean inCleartext;

  private HypothesisGenerator(Comparison table) {
    this.table = table;
    this.reaches = CandidateScopes.of(table);
    this.inCleartext = refusedInCleartext(table);
  }

  public static List<Hypothesis> over(Comparison table) {
    var hypotheses = new HypothesisGenerator(table);
    var found = new ArrayList<Hypothesis>();
    MechanismCatalogue.ALL.forEach(mechanism -> hypotheses.add(mechanism, found));
    return found;
  }

  private void add(Mechanism mechanism, List<Hypothesis> found) {
    if (mechanism.shows().stream().noneMatch(table.failing()::contains)
        || (table.tcpOnly() && OF_TLS.contains(mechanism.id()))) {
      return;
    }
    var shares = mechanism.scopes().stream().mapToDouble(Priors::share).sum();
    for (var attribute : EnumSet.copyOf(mechanism.scopes())) {
      var here =
          reaches.getOrDefault(attribute, List.of()).stream()
              .filter(reach -> reach.server() == server(mechanism))
              .toList();
      var logPrior =
          StrictMath.log(
              Priors.rate(mechanism.id())
                  * mechanism.share()
                  * Priors.share(attribute)
                  / shares
                  / Math.max(1, here.size()));
      for (var reach : here) {
        mainSymptom(mechanism, reach)
            .filter(symptom -> possible(mechanism, reach))
            .map(symptom -> new Hypothesis(mechanism, symptom, reach, logPrior - chosen(reach)))
            .ifPresent(found::add);
      }
    }
  }

  private static ScopeMembers.Server server(Mechanism mechanism) {
    if (mechanism.restrictions().contains(Mechanism.Restriction.UNSEEN_SERVER)) {
      return ScopeMembers.Server.UNSEEN;
    }
    return mechanism.restrictions().contains(Mechanism.Restriction.ONE_SERVER)
        ? ScopeMembers.Server.ONE
        : ScopeMembers.Server.ANY;
  }

  /**
   * The prior of one set among all sets of as many networks; of as many vantages, where a load
   * balancer assigns them to servers.
   */
  private double chosen(ScopeMembers reach) {
    if (reach.isOneServer()) {
      int members = reach.rows().size();
      return LogMath.logOrderings(members, table.rows().size() - members);
    }
    if (reach.attribute() != Scope.Attribute.HOP
        || !reach.scope().value().contains(CandidateScopes.AND)) {
      return 0;
    }
    int all =
        (int)
            ComparedVantages.networkCount(
                table.rows().stream().filter(row -> !row.inside()).toList());
    int here = (int) ComparedVantages.networkCount(reach.rows());
    return LogMath.logOrderings(here, all - here);
  }

  /** The symptom of the mechanism that occurs most in the scope; empty when none does. */
  private Optional<Symptom> mainSymptom(Mechanism mechanism, ScopeMembers reach) {
    return mechanism.shows().stream()
        .filter(symptom -> symptom != Symptom.FORBIDDEN || isOfItsStep(mechanism))
        .filter(symptom -> reach.saw(symptom, mechanism.noticed()))
        .max(Comparator.comparingInt(symptom -> seen(mechanism, reach, symptom)));
  }

  /** A refusal before TLS is none of an HTTP request, nor the reverse. */
  private boolean isOfItsStep(Mechanism mechanism) {
    return mechanism.restrictions().contains(Mechanism.Restriction.CLEARTEXT) == inCleartext;
  }

  private static boolean refusedInCleartext(Comparison table) {
    return table.failing().contains(Symptom.FORBIDDEN)
        && table.rows().stream()
            .flatMap(row -> row.vantage().trials().stream())
            .anyMatch(trial -> SymptomClassifier.isRefusedInCleartext(trial.seen()));
  }

  private static int seen(Mechanism mechanism, ScopeMembers reach, Symptom symptom) {
    int count = 0;
    for (var row : reach.rows()) {
      for (var arm : mechanism.noticed()) {
        count += row.ended().getOrDefault(arm, Map.of()).getOrDefault(symptom, 0);
      }
    }
    return count;
  }

  private boolean possible(Mechanism mechanism, ScopeMembers reach) {
    if (mechanism.id().family() == Cause.CauseFamily.PATH
        && reach.rows().stream().anyMatch(ComparedVantage::inside)) {
      return false;
    }
    if (isOfOneFamily(mechanism) && !isDualStack(reach)) {
      return false;
    }
    return switch (mechanism.id()) {
      case RESOLVER_LIES_OR_FAILS, DNS_INJECTION -> byResolution(reach);
      case ZONE_FAULT -> isForEveryone(reach) || byResolution(reach);
      case SNI_FILTER, PROBABILISTIC_SNI_FILTER ->
          reach.attribute() != Scope.Attribute.OUTSIDE || neutralRan() || !table.hops().isEmpty();
      case EDGE_BLOCKS_SOME_CLIENTS ->
          !isAfterHello(mechanism) || ComparedVantages.networkCount(failing(reach)) > 1;
      case AGENT_DEFECT -> ComparedVantages.networkCount(reach.rows()) > 1;
      case CLOCK_WRONG -> reach.rows().stream().noneMatch(row -> clockIsRight(row.vantage()));
      default -> true;
    };
  }

  private static boolean isOfOneFamily(Mechanism mechanism) {
    return mechanism.id().family() == Cause.CauseFamily.PATH
        && (mechanism.restrictions().contains(Mechanism.Restriction.IPV4)
            || mechanism.restrictions().contains(Mechanism.Restriction.IPV6));
  }

  /** Without trials over both families the family is no part of a cause. */
  private static boolean isDualStack(ScopeMembers reach) {
    boolean ipv4 = false;
    boolean ipv6 = false;
    for (var row : reach.rows()) {
      for (var cell : row.cells()) {
        var isConnected = cell.arm() == Arm.BASE && cell.address().isPresent();
        ipv4 |= isConnected && !cell.isIpv6();
        ipv6 |= isConnected && cell.isIpv6();
      }
    }
    return ipv4 && ipv6;
  }

  /** The coordinator measured its offset, which is no fault. */
  private static boolean clockIsRight(VantageTrials vantage) {
    return vantage.description().clockOffset().isPresent() && !VantageHealth.clockIsOff(vantage);
  }

  private static boolean byResolution(ScopeMembers reach) {
    return reach.rows().stream().allMatch(row -> row.misled() || row.lost() || !failed(row));
  }

  private static boolean isForEveryone(ScopeMembers reach) {
    return reach.attribute() == Scope.Attribute.EVERYONE
        || reach.attribute() == Scope.Attribute.OUTSIDE;
  }

  /**
   * An edge that blocks a place rejects its connections or its requests. A second network
   * distinguishes a block after the ClientHello from a filter on the path of a network.
   */
  private static boolean isAfterHello(Mechanism mechanism) {
    return mechanism.shows().contains(Symptom.SILENT_AFTER_HELLO);
  }

  private static List<ComparedVantage> failing(ScopeMembers reach) {
    return reach.rows().stream().filter(HypothesisGenerator::failed).toList();
  }

  private static boolean failed(ComparedVantage row) {
    return row.vantage().failsBase();
  }

  private boolean neutralRan() {
    return table.ran().stream().anyMatch(ArmGroups.NEUTRAL::contains);
  }
}
