package dev.parallax.evaluate;

import dev.parallax.model.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Something in the world that is not as it should be, by what it does to connections that pass it.
 * Each stage may end a connection; what a fault does not touch passes.
 */
abstract class Fault {
  private final Cause id;
  private final Locus locus;
  private final String told;

  Fault(Cause id, Locus locus, String told) {
    this.id = id;
    this.locus = locus;
    this.told = told;
  }

  /** Whose it is, from the vantage outwards. */
  enum Locus {
    VANTAGE,
    RESOLVER,
    PATH,
    EDGE,
    SERVICE,
    ZONE,
    NOWHERE
  }

  final Cause id() {
    return id;
  }

  final Locus locus() {
    return locus;
  }

  /** What happens, for a reader. */
  final String told() {
    return told;
  }

  /** What a resolver's question comes to; null leaves the true answer. */
  @Nullable Reply name(Question question) {
    return null;
  }

  /** On the first packet, TCP or UDP. */
  @Nullable Fate syn(Flow flow) {
    return null;
  }

  /** Once the connection stands, before the client has said anything. */
  @Nullable Fate accepted(Flow flow) {
    return null;
  }

  /** On the client's first bytes. */
  @Nullable Fate hello(Flow flow) {
    return null;
  }

  /** On the server's first bytes. */
  @Nullable Fate flight(Flow flow) {
    return null;
  }

  /** What certificate comes back; null leaves the server's own. */
  @Nullable Chain chain(Flow flow) {
    return null;
  }

  /** On the request. */
  @Nullable Fate http(Flow flow) {
    return null;
  }

  /** More packets lost on the way, one direction. */
  double loss(Flow flow) {
    return 0;
  }

  /** Whether it takes ICMP along. */
  boolean stopsEcho(Flow flow) {
    return false;
  }

  /** Whether it sits where a packet that may travel so many hops comes by. */
  boolean within(Flow flow, int hops) {
    return hops >= hop(flow);
  }

  int hop(Flow flow) {
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
