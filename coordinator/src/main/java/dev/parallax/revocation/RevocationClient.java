package dev.parallax.revocation;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.parallax.model.exchange.Network;
import dev.parallax.model.observation.CentralCheck.RevocationAnswer;
import dev.parallax.model.observation.CentralCheck.Status;
import dev.parallax.sweep.intake.RevocationSource;
import dev.parallax.sweep.run.HomeResolver;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the servers that certificates name, once for all vantages: each certificate's answers are
 * kept for an hour, a missing answer for 5 minutes. A query that takes longer than a sweep waits
 * goes on, and a later sweep has its answer.
 */
public final class RevocationClient implements RevocationSource, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RevocationClient.class);

  /** Of one path, from the leaf on. */
  private static final int CERTIFICATES = 3;

  private static final int CONCURRENT = 4;
  private static final int REMEMBERED = 10_000;
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration FAILURE_KEPT = Duration.ofMinutes(5);

  /** For all servers of one certificate. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** Less than a sweep waits for its central checks. */
  private static final Duration WAIT = Duration.ofMillis(1_500);

  private final PlainHttpClient client;
  private final InstantSource clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore slots = new Semaphore(CONCURRENT);
  private final AsyncCache<CertificateUnderIssuer, List<RevocationAnswer>> known =
      Caffeine.newBuilder()
          .maximumSize(REMEMBERED)
          .expireAfter(
              Expiry.creating(
                  (CertificateUnderIssuer question, List<RevocationAnswer> answers) ->
                      answers.stream().anyMatch(RevocationAnswer::isConclusive)
                          ? KEPT
                          : FAILURE_KEPT))
          .buildAsync();

  /** A certificate by its hash, and the key that its answers are verified with. */
  private record CertificateUnderIssuer(String sha256, X509Certificate issuer) {}

  /**
   * Without a query yet.
   *
   * @param permitted ranges that the addresses may lead to besides public addresses
   */
  public RevocationClient(HomeResolver resolver, List<Network> permitted, InstantSource clock) {
    this.client = new PlainHttpClient(resolver, new PublicAddresses(permitted));
    this.clock = clock;
  }

  @Override
  public CompletableFuture<List<RevocationAnswer>> of(List<X509Certificate> path) {
    var asked =
        IntStream.range(0, path.size() - 1)
            .mapToObj(
                index ->
                    StatusQuery.of(path.get(index), path.get(index + 1))
                        .map(query -> index < CERTIFICATES ? answers(query) : beyond(query)))
            .flatMap(Optional::stream)
            .toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> asked.stream().flatMap(answers -> answers.join().stream()).toList());
  }

  private static CompletableFuture<List<RevocationAnswer>> beyond(StatusQuery query) {
    return CompletableFuture.completedFuture(
        List.of(
            query.unasked(
                Status.NOT_ASKED,
                "only " + CERTIFICATES + " certificates of a path are asked for")));
  }

  private CompletableFuture<List<RevocationAnswer>> answers(StatusQuery query) {
    return known
        .get(
            new CertificateUnderIssuer(query.sha256(), query.issuer()),
            (question, executor) -> CompletableFuture.supplyAsync(() -> ask(query), threads))
        .copy()
        .completeOnTimeout(
            List.of(
                query.unasked(Status.UNREACHABLE, "no answer within " + WAIT.toMillis() + " ms")),
            WAIT.toMillis(),
            TimeUnit.MILLISECONDS)
        .exceptionally(
            defect -> List.of(query.unasked(Status.NOT_ASKED, "the query failed: " + defect)));
  }

  private List<RevocationAnswer> ask(StatusQuery query) {
    try {
      if (!slots.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return List.of(query.unasked(Status.NOT_ASKED, "too many queries at once"));
      }
      try {
        var answers = query.ask(client, clock.instant(), PATIENCE);
        log.debug("revocation of {}: {}", query.sha256(), answers);
        return answers;
      } finally {
        slots.release();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return List.of(query.unasked(Status.NOT_ASKED, "the coordinator is shutting down"));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
