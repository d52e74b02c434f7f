package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.DnsQuestion;
import dev.parallax.evaluate.network.DnsReply;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedFlow;
import dev.parallax.model.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Something in the world that is not as it should be, by what it does to connections that pass it.
 * Each stage may end a connection; what a fault does not touch passes.
 */
public abstract class Fault {
  private final Cause id;
  private final Locus locus;
  private final String told;

  Fault(Cause id, Locus locus, String told) {
    this.id = id;
    this.locus = locus;
    this.told = told;
  }

  /** Whose it is, from the vantage outwards. */
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

  /** What happens, for a reader. */
  public final String told() {
    return told;
  }

  /** What a resolver's question comes to; null leaves the true answer. */
  public @Nullable DnsReply name(DnsQuestion question) {
    return null;
  }

  /** On the first packet, TCP or UDP. */
  public @Nullable ConnectionFailure syn(SimulatedFlow flow) {
    return null;
  }

  /** Once the connection stands, before the client has said anything. */
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

  /** What certificate comes back; null leaves the server's own. */
  public @Nullable SimulatedChain chain(SimulatedFlow flow) {
    return null;
  }

  /** On the request. */
  public @Nullable ConnectionFailure http(SimulatedFlow flow) {
    return null;
  }

  /** More packets lost on the way, one direction. */
  public double loss(SimulatedFlow flow) {
    return 0;
  }

  /** Whether it takes ICMP along. */
  public boolean stopsEcho(SimulatedFlow flow) {
    return false;
  }

  /** Whether it sits where a packet that may travel so many hops comes by. */
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
    return id + " " + told;
  }
}
