package dev.parallax.model.observation;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a resolution came to its result.
 *
 * @param aliases the chain of aliases (CNAME) that begins at the queried name; the last alias owns
 *     the addresses
 * @param notes the properties of the answer that are no failure
 * @param queries in the order of sending; empty for one query to one name server, which the step
 *     itself describes
 * @param zone the answers of authoritative name servers; empty except for {@link
 *     dev.parallax.model.plan.Arm#AUTHORITATIVE}
 */
public record DnsTrace(
    List<String> aliases, List<DnsNote> notes, List<DnsQuery> queries, List<ZoneAnswer> zone) {
  /** An answer without an alias to a single query. */
  public static final DnsTrace NONE = new DnsTrace(List.of(), List.of(), List.of());

  public DnsTrace {
    aliases = List.copyOf(aliases);
    notes = List.copyOf(notes);
    queries = List.copyOf(queries);
    zone = List.copyOf(zone);
  }

  /** Of a resolution by a resolver. */
  public DnsTrace(List<String> aliases, List<DnsNote> notes, List<DnsQuery> queries) {
    this(aliases, notes, queries, List.of());
  }

  /** The same with a further note. */
  DnsTrace noting(DnsNote note) {
    return new DnsTrace(
        aliases, Stream.concat(notes.stream(), Stream.of(note)).toList(), queries, zone);
  }

  /** The same with these queries. */
  public DnsTrace with(List<DnsQuery> all) {
    return new DnsTrace(aliases, notes, all, zone);
  }
}
