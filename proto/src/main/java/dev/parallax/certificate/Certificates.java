package dev.parallax.certificate;

import dev.parallax.certificate.der.Limit;
import dev.parallax.certificate.der.ReaderLimit;
import dev.parallax.certificate.der.ReaderLimitException;
import dev.parallax.certificate.path.IssuerGraph;
import dev.parallax.certificate.path.PathSearch;
import dev.parallax.certificate.path.SignatureWork;
import dev.parallax.certificate.path.TrustPath;
import dev.parallax.certificate.reader.ReadChain;
import dev.parallax.certificate.rule.Failures;
import dev.parallax.certificate.rule.PathRules;
import dev.parallax.certificate.rule.PathRules.PathFault;
import dev.parallax.certificate.rule.Rule;
import dev.parallax.model.failure.FailureWord;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;

/**
 * Validates a chain as sent (RFC 5280, RFC 9525). For revocation it uses the stapled response only,
 * without network access.
 *
 * <p>A path to an anchor comes first: the dates of an untrusted chain have no meaning. Every path
 * of valid certificates is tried before a fault is reported, which is then the fault of the path
 * that violates the latest {@link Rule}.
 */
public final class Certificates {
  private final ReadChain read;
  private final IssuerGraph graph;
  private final PathSearch search;
  private final PathRules rules;
  private Optional<PathFault> fault = Optional.empty();

  private Certificates(ReadChain read, IssuerGraph graph, PathRules rules) {
    this.read = read;
    this.graph = graph;
    this.search = new PathSearch(graph);
    this.rules = rules;
  }

  /**
   * Validates a chain. No input causes an exception, and its work is bounded by {@link Limit}: it
   * depends only on its arguments, not on the speed of the machine.
   *
   * @param anchors the trusted certificates
   * @param now by the clock in question; validity periods have whole seconds, fractions are
   *     truncated
   */
  public static Validation validate(
      Presented presented, Collection<X509Certificate> anchors, Instant now) {
    try {
      var read = ReadChain.of(presented.chain());
      return validate(presented, read, anchors, now.truncatedTo(ChronoUnit.SECONDS));
    } catch (ReaderLimitException over) {
      return new Validation.Indeterminate(over.limit());
    } catch (RuntimeException | StackOverflowError defect) {
      return new Validation.Indeterminate(new ReaderLimit.Defect(defect.toString()));
    }
  }

  private static Validation validate(
      Presented presented, ReadChain read, Collection<X509Certificate> anchors, Instant now) {
    var sent = read.readable();
    if (sent.isEmpty()) {
      return new Validation.Invalid(
          Failures.of(FailureWord.CERT_MALFORMED, "the leaf cannot be read: " + read.leafFault()));
    }
    var graph = new IssuerGraph(sent, anchors, now, new SignatureWork());
    var rules = new PathRules(sent, presented.host(), presented.staple(), now);
    return new Certificates(read, graph, rules).validate();
  }

  private Validation validate() {
    if (search.first(rules::isSound, this::isValid).isPresent()) {
      return new Validation.Valid();
    }
    if (fault.isEmpty() && search.first(issuer -> true, this::isSeen).isEmpty()) {
      return new Untrusted(read, graph, search.untrusted()).validation();
    }
    return fault
        .<Validation>map(found -> new Validation.Invalid(found.failure()))
        .orElseGet(Validation.Valid::new);
  }

  /** Keeps the fault of the latest rule. */
  private boolean isValid(TrustPath path) {
    var found = rules.fault(path);
    found
        .filter(other -> fault.map(kept -> other.rule().compareTo(kept.rule()) > 0).orElse(true))
        .ifPresent(other -> fault = Optional.of(other));
    return found.isEmpty();
  }

  /** Of paths with invalid certificates the first path determines the fault. */
  private boolean isSeen(TrustPath path) {
    var _ = isValid(path);
    return true;
  }
}
