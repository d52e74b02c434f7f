package dev.parallax.agent.dns.zone;

import dev.parallax.agent.classify.DnsFailures;
import dev.parallax.agent.dns.QueryLimits;
import dev.parallax.agent.dns.Resolution;
import dev.parallax.agent.dns.Resolved;
import dev.parallax.agent.policy.GateDecision;
import dev.parallax.model.endpoint.ClientSubnet;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Resolver.Transport;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.ZoneAnswer;
import dev.parallax.model.value.HostSyntax;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * The queries for A and AAAA of a name to one authoritative name server.
 *
 * @param nameServer the name in the NS record
 * @param name the queried name
 */
record ServerQuery(
    ZoneAccess access,
    String zone,
    String nameServer,
    InetAddress address,
    String name,
    Transport transport,
    Optional<ClientSubnet> subnet) {

  /** Never completes exceptionally. */
  CompletableFuture<ServerReply> run() {
    var at = new InetSocketAddress(address, access.port());
    return switch (access.gate().resolver(at, name)) {
      case GateDecision.Refused(var refusal) ->
          CompletableFuture.completedFuture(new ServerReply.Refused(refusal));
      case GateDecision.Admitted(var permit) ->
          new Resolution(
                  access.askers().apply(permit),
                  new Resolver(transport, address, access.port(), Optional.empty(), "/"),
                  name,
                  QueryLimits.direct(access.queryTimeout(), subnet))
              .run()
              .whenComplete((resolved, never) -> permit.close())
              .thenApply(this::read);
    };
  }

  private ServerReply read(Resolved resolved) {
    if (resolved.refusal().isPresent()) {
      return new ServerReply.Refused(resolved.refusal().get());
    }
    var aliases = resolved.step().trace().aliases();
    var alias =
        aliases.isEmpty()
            ? Optional.<String>empty()
            : Optional.of(aliases.getLast()).filter(HostSyntax::isName);
    var failure = failure(resolved, alias);
    return new ServerReply.Read(answer(resolved, alias, failure), resolved.step(), failure);
  }

  /** An alias without an address is an answer: the address is in another zone. */
  private Optional<Failure> failure(Resolved resolved, Optional<String> alias) {
    var rcode = resolved.step().rcode();
    boolean answers =
        !resolved.addresses().isEmpty() || alias.isPresent() || rcode.equals("NXDOMAIN");
    if (!resolved.authoritative() && answers) {
      return Optional.of(
          DnsFailures.notAuthoritative(
              "rcode " + rcode + " without AA from " + resolved.step().resolver()));
    }
    return alias.isPresent() && rcode.equals("NOERROR") ? Optional.empty() : resolved.failure();
  }

  private ZoneAnswer answer(Resolved resolved, Optional<String> alias, Optional<Failure> failure) {
    var step = resolved.step();
    return new ZoneAnswer(
        zone,
        nameServer,
        step.resolver(),
        step.transport(),
        name,
        subnet.map(ClientSubnet::word),
        resolved.authoritative(),
        step.rcode(),
        alias.filter(Predicate.not(String::isEmpty)),
        failure.map(Failure::word),
        resolved.addresses(),
        step.took());
  }
}
