package dev.parallax.agent.dns;

import dev.parallax.model.endpoint.Resolver;
import io.netty.handler.codec.dns.DnsRecordType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A and AAAA queries to one name server in parallel, or one NS query. */
public final class Resolution {
  private final Asker asker;
  private final Resolver resolver;
  private final QueryLimits limits;
  private final List<Lookup> lookups;

  /**
   * Of addresses, without a query yet.
   *
   * @param host a DNS name in ASCII
   */
  public Resolution(Asker asker, Resolver resolver, String host, QueryLimits limits) {
    this(asker, resolver, host, limits, List.of(DnsRecordType.A, DnsRecordType.AAAA));
  }

  private Resolution(
      Asker asker, Resolver resolver, String host, QueryLimits limits, List<DnsRecordType> types) {
    this.asker = asker;
    this.resolver = resolver;
    this.limits = limits;
    int id = asker.random().nextInt(Question.IDS);
    int other = id ^ (1 + asker.random().nextInt(Question.IDS - 1));
    var ids = List.of(id, other).iterator();
    this.lookups =
        types.stream().map(type -> lookup(Question.of(ids.next(), host, type, limits))).toList();
  }

  /** Of the NS records of a name, without a query yet. */
  public static Resolution ofNameServers(
      Asker asker, Resolver resolver, String name, QueryLimits limits) {
    return new Resolution(asker, resolver, name, limits, List.of(DnsRecordType.NS));
  }

  private Lookup lookup(Question question) {
    return new Lookup(asker, resolver, question, limits);
  }

  /** Never completes exceptionally, and within the timeout. */
  public CompletableFuture<Resolved> run() {
    var first = lookups.getFirst().run();
    if (lookups.size() == 1) {
      return first.thenApply(found -> Resolved.of(List.of(found), resolver));
    }
    var second = lookups.getLast().run();
    hurry(first, lookups.getLast());
    hurry(second, lookups.getFirst());
    return first.thenCombine(second, (v4, v6) -> Resolved.of(List.of(v4, v6), resolver));
  }

  /** With addresses in hand the other question is not waited for to the end. */
  private void hurry(CompletableFuture<Found> first, Lookup other) {
    var _ =
        first.thenAccept(
            found -> {
              if (found.brings()) {
                later(other);
              }
            });
  }

  private void later(Lookup other) {
    var _ =
        asker
            .loop()
            .schedule(
                other::timeUp,
                limits.timeout().dividedBy(Lookup.RESEND_AT).toNanos(),
                TimeUnit.NANOSECONDS);
  }
}
