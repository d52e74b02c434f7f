package dev.parallax.agent.dns;

import dev.parallax.agent.classify.DnsFailures;
import dev.parallax.agent.classify.DnsReply;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Resolver.Transport;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.DnsQuery;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.DnsTrace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The result of the DNS step.
 *
 * @param failure present exactly when there is no address
 * @param refusal by a limit of this host: a query was not sent or a certificate not validated, and
 *     the other query alone is not the resolution
 * @param authoritative the AA bit of every reply; false without a reply
 * @param nameServers the names in the NS records, for a query of type NS
 */
public record Resolved(
    DnsStep step,
    Optional<Failure> failure,
    Optional<GateRefusal> refusal,
    boolean authoritative,
    List<String> nameServers) {

  /** Without a reply of an authoritative name server. */
  public Resolved(DnsStep step, Optional<Failure> failure, Optional<GateRefusal> refusal) {
    this(step, failure, refusal, false, List.of());
  }

  static Resolved of(List<Found> found, Resolver resolver) {
    var replies = found.stream().map(Found::reply).toList();
    var answered = replies.stream().flatMap(reply -> reply.answered().stream()).toList();
    var step =
        new DnsStep(
            literal(resolver.address(), resolver.port()),
            transport(found, resolver).scheme(),
            rcode(answered),
            replies.stream().flatMap(reply -> reply.addresses().stream()).toList(),
            !answered.isEmpty() && answered.stream().allMatch(DnsReply.Answered::authenticated),
            found.stream().mapToInt(Found::retransmissions).sum(),
            found.stream().flatMap(addresses -> addresses.conflicting().stream()).toList(),
            found.stream().map(Found::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO),
            trace(answered));
    var refusal = found.stream().flatMap(nextFound -> nextFound.refusal().stream()).findFirst();
    return new Resolved(
        step,
        DnsFailures.of(replies),
        refusal,
        !answered.isEmpty() && answered.stream().allMatch(DnsReply.Answered::authoritative),
        answered.stream().flatMap(reply -> reply.nameServers().stream()).distinct().toList());
  }

  /** The aliases of the answer with addresses, otherwise of the first answer with aliases. */
  private static DnsTrace trace(List<DnsReply.Answered> answered) {
    var aliased = answered.stream().filter(reply -> !reply.aliases().names().isEmpty()).toList();
    return aliased.stream()
        .filter(reply -> !reply.answers().isEmpty())
        .findFirst()
        .or(() -> aliased.stream().findFirst())
        .map(DnsReply.Answered::aliases)
        .map(aliases -> new DnsTrace(aliases.names(), aliases.notes(), List.of()))
        .orElse(DnsTrace.NONE);
  }

  /** The transport of the other query as soon as one query needed it. */
  private static Transport transport(List<Found> found, Resolver resolver) {
    return found.stream()
        .map(Found::transport)
        .filter(used -> used != resolver.transport())
        .findFirst()
        .orElse(resolver.transport());
  }

  /**
   * The code of the answer with addresses, otherwise the first error, otherwise the first answer.
   */
  private static String rcode(List<DnsReply.Answered> answered) {
    return answered.stream()
        .filter(reply -> !reply.answers().isEmpty())
        .findFirst()
        .or(() -> answered.stream().filter(reply -> !reply.rcode().equals("NOERROR")).findFirst())
        .or(() -> answered.stream().findFirst())
        .map(DnsReply.Answered::rcode)
        .orElse("");
  }

  private static String literal(InetAddress address, int port) {
    var host = address.getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Not queried, and without a name server. */
  public static Resolved refused(GateRefusal refusal) {
    return refused("", refusal);
  }

  /** Not queried. */
  static Resolved refused(InetSocketAddress server, GateRefusal refusal) {
    return refused(literal(server.getAddress(), server.getPort()), refusal);
  }

  private static Resolved refused(String server, GateRefusal refusal) {
    var step = new DnsStep(server, "", "", List.of(), false, 0, List.of(), Duration.ZERO);
    return new Resolved(step, Optional.empty(), Optional.of(refusal));
  }

  /** The same result after these queries, in this time; a failure names each query. */
  Resolved after(List<DnsQuery> queries, Duration whole) {
    var each =
        queries.stream()
            .map(
                query ->
                    query.server()
                        + " "
                        + query.name()
                        + " "
                        + query.failure().map(FailureWord::word).orElse("ok"))
            .collect(Collectors.joining(", ", "; queries: ", ""));
    return new Resolved(
        step.after(queries, whole),
        failure.map(last -> new Failure(last.step(), last.word(), last.detail() + each)),
        refusal,
        authoritative,
        nameServers);
  }

  /** The queries of this result as one query of several. */
  public DnsQuery asQuery(String name) {
    return new DnsQuery(
        step.resolver(),
        step.transport(),
        name,
        step.rcode(),
        failure.map(Failure::word),
        addresses(),
        step.took());
  }

  /** Without duplicates, in the order received, IPv4 first. */
  public List<InetAddress> addresses() {
    return step.answers().stream().map(DnsStep.AddressRecord::address).distinct().toList();
  }
}
