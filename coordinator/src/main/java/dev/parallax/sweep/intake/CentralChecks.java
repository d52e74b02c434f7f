package dev.parallax.sweep.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.certificate.Certificates;
import dev.parallax.certificate.Presented;
import dev.parallax.certificate.Validation;
import dev.parallax.certificate.path.SignatureWork;
import dev.parallax.certificate.path.TrustPath;
import dev.parallax.certificate.reader.ReadChain;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Validates the chains from agents again, with the coordinator's own CA bundle: at the
 * coordinator's clock, the agent's, and the server's. A thousand vantages send the same chain,
 * which is validated once for each interval between two of its dates.
 */
public final class CentralChecks {
  private static final Logger log = LoggerFactory.getLogger(CentralChecks.class);
  private static final long KNOWN_BYTES = 16 << 20;
  private static final int OVERHEAD = 1_000;

  /** The arms that request the page with the target's name and validate its certificate. */
  private static final Set<Arm> REQUESTS =
      EnumSet.of(Arm.BASE, Arm.PINNED_ADDRESS, Arm.PEER_ADDRESSES, Arm.CLIENT_CERTIFICATE);

  private static final int REMEMBERED_PATHS = 500;

  private final List<X509Certificate> trusted;
  private final InstantSource clock;
  private final Function<VantageId, Optional<Duration>> clockOffset;
  private final Cache<ChainAtTime, Validation> known =
      Caffeine.newBuilder().maximumWeight(KNOWN_BYTES).weigher(CentralChecks::weight).build();
  private final Cache<List<String>, List<X509Certificate>> paths =
      Caffeine.newBuilder().maximumSize(REMEMBERED_PATHS).build();

  /**
   * @param trusted without one no chain is validated
   * @param clockOffset the agent's clock minus ours
   */
  public CentralChecks(
      List<X509Certificate> trusted,
      InstantSource clock,
      Function<VantageId, Optional<Duration>> clockOffset) {
    this.trusted = List.copyOf(trusted);
    this.clock = clock;
    this.clockOffset = clockOffset;
  }

  /**
   * Between two dates of its certificates and of the anchors the result of a chain is constant.
   *
   * @param passed the number of past dates
   */
  private record ChainAtTime(Presented presented, long passed) {
    static ChainAtTime of(Presented presented, List<X509Certificate> trusted, Instant now) {
      return new ChainAtTime(
          presented,
          presented.chain().stream().filter(facts -> !now.isBefore(facts.notBefore())).count()
              + presented.chain().stream().filter(leaf -> now.isAfter(leaf.notAfter())).count()
              + trusted.stream()
                  .filter(anchor -> !now.isBefore(anchor.getNotBefore().toInstant()))
                  .count()
              + trusted.stream()
                  .filter(anchor -> now.isAfter(anchor.getNotAfter().toInstant()))
                  .count());
    }
  }

  /** Whether there is a chain to validate, and a trusted authority. */
  boolean applies(Observation seen) {
    return !trusted.isEmpty() && seen.steps().tls().filter(CentralChecks::isWhole).isPresent();
  }

  /** An agent sends no certificates of a chain that is too long for it. */
  private static boolean isWhole(TlsStep tls) {
    return !tls.chain().isEmpty()
        && tls.chain().stream().noneMatch(facts -> facts.der().size() == 0);
  }

  /**
   * The central validation of the chain; empty without a chain, without a host name, or when it
   * exceeds a {@link dev.parallax.certificate.der.Limit}, which is no information about the server.
   */
  Optional<CentralCheck> of(Observation seen) {
    return applies(seen)
        ? host(seen).flatMap(host -> seen.steps().tls().flatMap(tls -> check(seen, tls, host)))
        : Optional.empty();
  }

  /**
   * The certification path of a chain whose certificates' revocation matters: of a request with the
   * target's name, valid by this coordinator's bundle. Otherwise empty: a certificate of an unknown
   * authority may name any address.
   */
  Optional<List<X509Certificate>> path(Observation seen, CentralCheck check) {
    return REQUESTS.contains(seen.key().arm()) && check.atCoordinator().isEmpty()
        ? seen.steps().tls().map(tls -> paths.get(hashes(tls), hashes -> path(tls)))
        : Optional.empty();
  }

  private List<X509Certificate> path(TlsStep tls) {
    var sent = ReadChain.of(tls.chain()).readable();
    return TrustPath.of(sent, trusted, clock.instant(), new SignatureWork()).all();
  }

  private static List<String> hashes(TlsStep tls) {
    return tls.chain().stream().map(CertificateFacts::sha256).toList();
  }

  /** How many different questions are remembered. */
  long remembered() {
    known.cleanUp();
    return known.estimatedSize();
  }

  private Optional<CentralCheck> check(Observation seen, TlsStep tls, String host) {
    var presented = new Presented(tls.chain(), tls.staple(), host);
    var now = clock.instant();
    var there = clockOffset.apply(seen.key().vantage()).map(now::plus).orElse(now);
    return check(
        validate(presented, now),
        validate(presented, there),
        date(seen).map(at -> validate(presented, at)));
  }

  private static Optional<CentralCheck> check(
      Validation here, Validation there, Optional<Validation> atServer) {
    if (isIndeterminate(here)
        || isIndeterminate(there)
        || atServer.filter(CentralChecks::isIndeterminate).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new CentralCheck(
            word(here),
            word(there),
            atServer.map(CentralChecks::word).map(CentralCheck.AtServer::new)));
  }

  private static boolean isIndeterminate(Validation validation) {
    return validation instanceof Validation.Indeterminate;
  }

  private static Optional<FailureWord> word(Validation validation) {
    return validation instanceof Validation.Invalid(var failure)
        ? Optional.of(failure.word())
        : Optional.empty();
  }

  private Validation validate(Presented presented, Instant now) {
    var question = ChainAtTime.of(presented, trusted, now);
    var answer = known.getIfPresent(question);
    if (answer == null) {
      answer = Certificates.validate(presented, trusted, now);
      if (answer instanceof Validation.Indeterminate(var limit)) {
        log.info("a chain for {} is not validated: {}", presented.host(), limit.text());
      }
      known.put(question, answer);
    }
    return answer;
  }

  /** The name that a client of the target expects, also in arms with another server name. */
  private static Optional<String> host(Observation seen) {
    try {
      return Optional.of(Target.parse(seen.key().target()).host());
    } catch (RuntimeException noTarget) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> date(Observation seen) {
    return seen.steps()
        .http()
        .flatMap(http -> Optional.ofNullable(http.headers().get("date")))
        .flatMap(CentralChecks::date);
  }

  private static Optional<Instant> date(String header) {
    try {
      var date = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(date.toInstant());
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private static int weight(ChainAtTime question, Validation answer) {
    return OVERHEAD
        + question.presented().chain().stream()
            .mapToInt((CertificateFacts facts) -> facts.der().size())
            .sum();
  }
}
