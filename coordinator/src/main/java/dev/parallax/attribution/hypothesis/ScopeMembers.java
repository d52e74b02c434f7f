package dev.parallax.attribution.hypothesis;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.comparison.IdenticalVantages;
import dev.parallax.attribution.comparison.SharedAddress;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Scope;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A scope with its rows.
 *
 * @param identical the rows, grouped by identical observations
 * @param members their indices in the table
 * @param seen the symptoms of their probes that detect causes
 * @param cells its cells at these rows
 * @param server whether the scope is the vantages that reach one of the servers of an address
 */
public record ScopeMembers(
    Scope scope,
    List<ComparedVantage> rows,
    List<IdenticalVantages> identical,
    BitSet members,
    Map<Arm, Set<Symptom>> seen,
    ScopedCells cells,
    Server server) {
  /** The servers behind an address that a scope means. */
  enum Server {
    /** All of them. */
    ANY,
    /** One of several, which what they sent tells apart. */
    ONE,
    /** One of several, which only its failures would tell apart. */
    UNSEEN
  }

  static ScopeMembers of(Scope.Attribute attribute, String value, List<ComparedVantage> rows) {
    return of(attribute, value, rows, ScopedCells.All.ALL, Server.ANY);
  }

  static ScopeMembers of(IpAddress address, List<ComparedVantage> rows) {
    return of(address, rows, Server.ANY);
  }

  static ScopeMembers of(Family family, List<ComparedVantage> rows) {
    return of(
        Scope.Attribute.FAMILY,
        family.word(),
        rows,
        new ScopedCells.OverFamily(family),
        Server.ANY);
  }

  /** The vantages that reach the faulty server of an address. */
  static ScopeMembers of(SharedAddress shared) {
    return of(shared.address(), shared.failing(), Server.ONE);
  }

  /**
   * The vantages that may reach a faulty server, at any address.
   *
   * @param addresses of the balancer, joined by {@link CandidateScopes#AND}
   */
  static ScopeMembers unseen(String addresses, List<ComparedVantage> failing) {
    return of(Scope.Attribute.ADDRESS, addresses, failing, ScopedCells.All.ALL, Server.UNSEEN);
  }

  private static ScopeMembers of(IpAddress address, List<ComparedVantage> rows, Server server) {
    var cells = new ScopedCells.AtAddress(address);
    return of(Scope.Attribute.ADDRESS, address.toString(), rows, cells, server);
  }

  private static ScopeMembers of(
      Scope.Attribute attribute,
      String value,
      List<ComparedVantage> rows,
      ScopedCells cells,
      Server server) {
    var members = new BitSet();
    var seen = new EnumMap<Arm, Set<Symptom>>(Arm.class);
    for (var row : rows) {
      members.set(row.index());
      row.ended()
          .forEach(
              (arm, symptoms) ->
                  seen.computeIfAbsent(arm, none -> EnumSet.noneOf(Symptom.class))
                      .addAll(symptoms.keySet()));
    }
    return new ScopeMembers(
        new Scope(attribute, value, rows.stream().map(ComparedVantage::id).toList()),
        rows,
        IdenticalVantages.of(rows, 1, row -> 0),
        members,
        seen,
        cells,
        server);
  }

  static ScopeMembers everyone(Comparison table) {
    return of(Scope.Attribute.EVERYONE, "", table.rows());
  }

  public Scope.Attribute attribute() {
    return scope.attribute();
  }

  /** The vantages are those that a load balancer gives one of its servers. */
  public boolean isOneServer() {
    return server != Server.ANY;
  }

  /** Nothing but the failures shows that there are several servers. */
  public boolean isUnseenServer() {
    return server == Server.UNSEEN;
  }

  public boolean contains(ComparedVantage row) {
    return members.get(row.index());
  }

  /** Whether one of them shows the symptom on one of these arms. */
  boolean saw(Symptom symptom, Set<Arm> arms) {
    for (var arm : arms) {
      if (seen.getOrDefault(arm, Set.of()).contains(symptom)) {
        return true;
      }
    }
    return false;
  }
}
