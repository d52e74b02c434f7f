package dev.parallax.agent.dns;

import dev.parallax.model.endpoint.Resolver;
import io.netty.handler.codec.dns.DnsRecordType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The DNS step of one trial: A and AAAA queries to one name server in parallel. */
public final class Resolution {
  private final Asker asker;
  private final Resolver resolver;
  private final QueryLimits limits;
  private final Lookup a;
  private final Lookup aaaa;

  /**
   * Without a query yet.
   *
   * @param host a DNS name in ASCII
   */
  public Resolution(Asker asker, Resolver resolver, String host, QueryLimits limits) {
    this.asker = asker;
    this.resolver = resolver;
    this.limits = limits;
    int id = asker.random().nextInt(Question.IDS);
    int other = id ^ (1 + asker.random().nextInt(Question.IDS - 1));
    this.a = lookup(Question.of(id, host, DnsRecordType.A));
    this.aaaa = lookup(Question.of(other, host, DnsRecordType.AAAA));
  }

  private Lookup lookup(Question question) {
    return new Lookup(asker, resolver, question, limits);
  }

  /** Never completes exceptionally, and within the timeout. */
  public CompletableFuture<Resolved> run() {
    var both = List.of(a.run(), aaaa.run());
    hurry(both.get(0), aaaa);
    hurry(both.get(1), a);
    return both.get(0).thenCombine(both.get(1), (v4, v6) -> Resolved.of(List.of(v4, v6), resolver));
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
