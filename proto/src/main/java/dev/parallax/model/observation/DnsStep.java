package dev.parallax.model.observation;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * One resolution, without any cache.
 *
 * @param resolver the name server, {@code address:port}, or {@link #HOSTS_FILE}
 * @param transport {@code udp}, {@code tcp}, {@code tls} or {@code https}; {@link #FILE} for the
 *     hosts file
 * @param rcode IANA DNS RCODE name, e.g. {@code NOERROR}; empty without a reply
 * @param authenticated the AD bit (RFC 4035, section 3.2.3)
 * @param retransmissions retransmitted queries within this step
 * @param conflicting later, different answers to the same query: a third party on the path answers
 *     too
 * @param trace the aliases of the answer and the single queries
 */
public record DnsStep(
    String resolver,
    String transport,
    String rcode,
    List<AddressRecord> answers,
    boolean authenticated,
    int retransmissions,
    List<AddressRecord> conflicting,
    Duration took,
    DnsTrace trace) {
  /** The resolver of a name in the host's own file (hosts(5)). */
  public static final String HOSTS_FILE = "/etc/hosts";

  /** The transport of {@link #HOSTS_FILE}. */
  public static final String FILE = "file";

  /** The answer to a single query, without an alias. */
  public DnsStep(
      String resolver,
      String transport,
      String rcode,
      List<AddressRecord> answers,
      boolean authenticated,
      int retransmissions,
      List<AddressRecord> conflicting,
      Duration took) {
    this(
        resolver,
        transport,
        rcode,
        answers,
        authenticated,
        retransmissions,
        conflicting,
        took,
        DnsTrace.NONE);
  }

  public DnsStep {
    answers = List.copyOf(answers);
    conflicting = List.copyOf(conflicting);
  }

  /** Whether the addresses are those of the host's own file. */
  public boolean isOfHostsFile() {
    return transport.equals(FILE);
  }

  /** Whether the hosts file and DNS have no address of the name in common. */
  public boolean differsFromHostsFile() {
    return trace.notes().contains(DnsNote.HOSTS_FILE_DIFFERS);
  }

  /** The same result with a further note. */
  public DnsStep noting(DnsNote note) {
    return new DnsStep(
        resolver,
        transport,
        rcode,
        answers,
        authenticated,
        retransmissions,
        conflicting,
        took,
        trace.noting(note));
  }

  /** The same result after these queries, in this time. */
  public DnsStep after(List<DnsQuery> queries, Duration whole) {
    return new DnsStep(
        resolver,
        transport,
        rcode,
        answers,
        authenticated,
        retransmissions,
        conflicting,
        whole,
        trace.with(queries));
  }

  /** An A or AAAA record; {@code ttl} in whole seconds as received. */
  public record AddressRecord(InetAddress address, Duration ttl) {}
}
