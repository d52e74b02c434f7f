package dev.parallax.agent.probe.trial;

import dev.parallax.agent.dns.Resolved;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.DnsQuery;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.DnsTrace;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A name with addresses in the hosts file. The programs of the host use them; what DNS would give
 * is recorded beside them.
 *
 * @param addresses 1 or more
 */
public record HostsEntry(String host, List<InetAddress> addresses) {
  private static final List<FailureWord> NEGATIVE =
      List.of(FailureWord.DNS_NXDOMAIN, FailureWord.DNS_NO_ANSWER);

  public HostsEntry {
    addresses = List.copyOf(addresses);
  }

  /** For a name for which no program sends a DNS query. */
  public Resolved alone() {
    return resolved(List.of(), List.of(DnsNote.HOSTS_FILE));
  }

  /**
   * The addresses of the file.
   *
   * @param dns the resolution without the file
   */
  public Resolved beside(Resolved dns) {
    var queries = dns.step().trace().queries();
    return resolved(
        queries.isEmpty() ? List.of(dns.asQuery(host)) : queries,
        differs(dns)
            ? List.of(DnsNote.HOSTS_FILE, DnsNote.HOSTS_FILE_DIFFERS)
            : List.of(DnsNote.HOSTS_FILE));
  }

  /** The resolution without the file; a note names a file without any of its addresses. */
  public DnsStep without(Resolved dns) {
    return differs(dns) ? dns.step().noting(DnsNote.HOSTS_FILE_DIFFERS) : dns.step();
  }

  /** The addresses of DNS that are not in the file. */
  public List<InetAddress> others(Resolved dns) {
    return dns.addresses().stream().filter(address -> !addresses.contains(address)).toList();
  }

  /** A name server that gives no answer shows no difference. */
  private boolean differs(Resolved dns) {
    return dns.addresses().isEmpty()
        ? dns.failure().map(Failure::word).filter(NEGATIVE::contains).isPresent()
        : Collections.disjoint(dns.addresses(), addresses);
  }

  private Resolved resolved(List<DnsQuery> dns, List<DnsNote> notes) {
    var queries = new ArrayList<DnsQuery>();
    queries.add(
        new DnsQuery(
            DnsStep.HOSTS_FILE,
            DnsStep.FILE,
            host,
            "",
            Optional.empty(),
            addresses,
            Duration.ZERO));
    queries.addAll(dns);
    var step =
        new DnsStep(
            DnsStep.HOSTS_FILE,
            DnsStep.FILE,
            "",
            addresses.stream().map(each -> new DnsStep.AddressRecord(each, Duration.ZERO)).toList(),
            false,
            0,
            List.of(),
            Duration.ZERO,
            new DnsTrace(List.of(), notes, queries));
    return new Resolved(step, Optional.empty(), Optional.empty());
  }
}
