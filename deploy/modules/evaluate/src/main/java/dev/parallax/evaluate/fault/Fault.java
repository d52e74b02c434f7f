package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.DnsQuestion;
import dev.parallax.evaluate.network.QueryResult;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedFlow;
import dev.parallax.model.verdict.Cause;
import org.jspecify.annotations.Nullable;

/**
 * A fault of the simulated network, by its effect on connections. Each stage may end a connection;
 * connections outside the fault's scope pass.
 */
public abstract class Fault {
  private final Cause id;
  private final Locus locus;
  private final String description;

  Fault(Cause id, Locus locus, String description) {
    this.id = id;
    this.locus = locus;
    this.description = description;
  }

  /** The location of the fault, from the vantage outwards. */
  public enum Locus {
    VANTAGE,
    RESOLVER,
    PATH,
    EDGE,
    SERVICE,
    ZONE,
    NOWHERE
  }

  public final Cause id() {
    return id;
  }

  public final Locus locus() {
    return locus;
  }

  /** A description of the fault. */
  public final String description() {
    return description;
  }

  /** The answer to a DNS query; null leaves the true answer. */
  public @Nullable QueryResult name(DnsQuestion question) {
    return null;
  }

  /** On the first packet, TCP or UDP. */
  public @Nullable ConnectionFailure syn(SimulatedFlow flow) {
    return null;
  }

  /** After the connect, before the client sends data. */
  public @Nullable ConnectionFailure accepted(SimulatedFlow flow) {
    return null;
  }

  /** On the client's first bytes. */
  public @Nullable ConnectionFailure hello(SimulatedFlow flow) {
    return null;
  }

  /** On the server's first bytes. */
  public @Nullable ConnectionFailure flight(SimulatedFlow flow) {
    return null;
  }

  /** The received certificate; null leaves the server's own. */
  public @Nullable SimulatedChain chain(SimulatedFlow flow) {
    return null;
  }

  /** On the request. */
  public @Nullable ConnectionFailure http(SimulatedFlow flow) {
    return null;
  }

  /** Additional packet loss on the path, one direction. */
  public double loss(SimulatedFlow flow) {
    return 0;
  }

  /** Whether it affects ICMP as well. */
  public boolean stopsEcho(SimulatedFlow flow) {
    return false;
  }

  /** Whether its location is within this hop limit. */
  public boolean within(SimulatedFlow flow, int hops) {
    return hops >= hop(flow);
  }

  public int hop(SimulatedFlow flow) {
    return switch (locus) {
      case VANTAGE -> 0;
      case RESOLVER, PATH -> Math.max(1, flow.place().hops() / 3);
      case EDGE -> Math.max(1, flow.place().hops() - 1);
      case SERVICE, ZONE, NOWHERE -> flow.place().hops();
    };
  }

  @Override
  public String toString() {
    return id + " " + description;
  }
}
