package dev.parallax.model.history;

import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one vantage received from a target in the passing base probes of one sweep or look.
 *
 * @param leaves lower-case hex SHA-256 of the leaf certificates
 * @param issuers of these leaves
 * @param addresses of the connections
 */
public record SeenServer(
    List<String> leaves,
    List<String> issuers,
    List<InetAddress> addresses,
    List<String> alpns,
    List<String> tlsVersions) {
  /** Of each list at most. */
  public static final int MOST = 16;

  public SeenServer {
    leaves = List.copyOf(leaves);
    issuers = List.copyOf(issuers);
    addresses = List.copyOf(addresses);
    alpns = List.copyOf(alpns);
    tlsVersions = List.copyOf(tlsVersions);
  }

  /**
   * Of base probes of one vantage; those that do not pass are left out.
   *
   * @return empty when none passes
   */
  public static Optional<SeenServer> of(List<Observation> probes) {
    var passing = probes.stream().filter(Observation::ok).map(Observation::steps).toList();
    return passing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SeenServer(
                words(leaves(passing).map(CertificateFacts::sha256)),
                words(leaves(passing).map(CertificateFacts::issuer)),
                addresses(passing),
                words(agreed(passing).map(TlsStep.Agreed::alpn)),
                words(agreed(passing).map(TlsStep.Agreed::version))));
  }

  private static Stream<CertificateFacts> leaves(List<Steps> passing) {
    return passing.stream()
        .flatMap(steps -> steps.tls().stream())
        .flatMap(tls -> tls.chain().stream().limit(1));
  }

  private static Stream<TlsStep.Agreed> agreed(List<Steps> passing) {
    return passing.stream().flatMap(steps -> steps.tls().stream()).map(TlsStep::agreed);
  }

  private static List<InetAddress> addresses(List<Steps> passing) {
    return passing.stream()
        .flatMap(steps -> steps.tcp().stream())
        .map(TcpStep::address)
        .distinct()
        .sorted(Comparator.comparing(InetAddress::getHostAddress))
        .limit(MOST)
        .toList();
  }

  private static List<String> words(Stream<String> values) {
    return values.filter(value -> !value.isEmpty()).distinct().sorted().limit(MOST).toList();
  }
}
