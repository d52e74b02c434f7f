package dev.parallax.report.facts;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.DnsQuery;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The outcome of handshakes at the addresses of a vantage's hosts file, beside those at the
 * addresses that DNS gives there.
 *
 * @param listed the addresses of the hosts file
 * @param dns the other addresses, of DNS
 */
public record HostsFileOutcome(VantageId vantage, AtAddresses listed, AtAddresses dns) {
  /** The base arm, and arms with the same handshake at an address of the plan. */
  private static final Set<Arm> BY_DNS =
      EnumSet.of(Arm.BASE, Arm.PEER_ADDRESSES, Arm.PINNED_ADDRESS);

  /**
   * The trials at the addresses of one source.
   *
   * @param addresses with at least one trial
   * @param failures distinct, in the order of trials; empty when every trial passes
   */
  public record AtAddresses(List<InetAddress> addresses, List<FailureWord> failures) {
    public AtAddresses {
      addresses = List.copyOf(addresses);
      failures = List.copyOf(failures);
    }

    private static AtAddresses of(List<Observation> trials) {
      return new AtAddresses(
          trials.stream().flatMap(seen -> seen.key().address().stream()).distinct().toList(),
          trials.stream()
              .flatMap(seen -> seen.failure().stream())
              .map(Failure::word)
              .distinct()
              .toList());
    }
  }

  /** Of the vantages whose file and whose DNS have no address in common, where both were tried. */
  public static List<HostsFileOutcome> of(TargetResults results) {
    var entries = new LinkedHashMap<VantageId, DnsStep>();
    results.observations().stream()
        .filter(seen -> seen.key().arm() == Arm.BASE)
        .forEach(
            seen ->
                seen.steps()
                    .dns()
                    .filter(step -> step.isOfHostsFile() && step.differsFromHostsFile())
                    .ifPresent(step -> entries.putIfAbsent(seen.key().vantage(), step)));
    return entries.entrySet().stream().flatMap(entry -> of(entry, results).stream()).toList();
  }

  private static Optional<HostsFileOutcome> of(
      Map.Entry<VantageId, DnsStep> entry, TargetResults results) {
    var step = entry.getValue();
    var here =
        results.observations().stream()
            .filter(seen -> seen.ran() && seen.key().vantage().equals(entry.getKey()))
            .toList();
    var listed = step.answers().stream().map(DnsStep.AddressRecord::address).toList();
    var byFile =
        here.stream().filter(seen -> seen.key().arm() == Arm.BASE && isAt(seen, listed)).toList();
    var byDns =
        here.stream()
            .filter(seen -> BY_DNS.contains(seen.key().arm()) && isAt(seen, dns(step)))
            .toList();
    return byFile.isEmpty() || byDns.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HostsFileOutcome(entry.getKey(), AtAddresses.of(byFile), AtAddresses.of(byDns)));
  }

  private static List<InetAddress> dns(DnsStep step) {
    return step.trace().queries().stream()
        .filter(query -> !query.transport().equals(DnsStep.FILE))
        .map(DnsQuery::addresses)
        .flatMap(Collection::stream)
        .toList();
  }

  private static boolean isAt(Observation seen, List<InetAddress> addresses) {
    return seen.key().address().filter(addresses::contains).isPresent();
  }
}
