package dev.parallax.agent.link;

import dev.parallax.agent.link.route.LinkRoute;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dials with the certificate in force, and renews it at half its life by the coordinator's clock:
 * this host's own may be wrong.
 */
public final class LinkDialer implements CoordinatorLink.ChannelDialer {
  private static final Logger log = LoggerFactory.getLogger(LinkDialer.class);

  private final CoordinatorList coordinators;
  private final EnrolmentClient enrolment;
  private final Consumer<AgentIdentity> renewed;
  private AgentIdentity identity;
  private Optional<CoordinatorTime> time = Optional.empty();

  /** The coordinator's clock, extrapolated by our monotonic clock between two readings. */
  private record CoordinatorTime(Instant then, long atNanos) {
    Instant now() {
      return then.plusNanos(System.nanoTime() - atNanos);
    }
  }

  /**
   * @param enrolment used at the address of the current coordinator
   * @param renewed stores the new identity for the next start
   */
  public LinkDialer(
      CoordinatorList coordinators,
      AgentIdentity identity,
      EnrolmentClient enrolment,
      Consumer<AgentIdentity> renewed) {
    this.coordinators = coordinators;
    this.identity = identity;
    this.enrolment = enrolment;
    this.renewed = renewed;
  }

  @Override
  public synchronized ManagedChannel dial() {
    renewIfDue();
    try {
      return LinkChannel.open(coordinators.route(), LinkTls.mutual(identity));
    } catch (SSLException impossible) {
      throw new IllegalStateException("TLS 1.3 cannot be set up on this host", impossible);
    }
  }

  @Override
  public int coordinators() {
    return coordinators.size();
  }

  @Override
  public void coordinators(List<String> received) {
    coordinators.replace(received);
  }

  @Override
  public void ended() {
    coordinators.advance();
  }

  @Override
  public void returning() {
    coordinators.restart();
  }

  @Override
  public boolean isAway() {
    return coordinators.firstChoice().isPresent();
  }

  @Override
  public boolean isFirstChoiceHealthy() {
    return coordinators.firstChoice().filter(this::isHealthy).isPresent();
  }

  private boolean isHealthy(LinkRoute route) {
    try {
      return CoordinatorHealth.isServing(route, LinkTls.mutual(present()));
    } catch (SSLException impossible) {
      throw new IllegalStateException("TLS 1.3 cannot be set up on this host", impossible);
    }
  }

  private synchronized AgentIdentity present() {
    return identity;
  }

  @Override
  public synchronized void coordinatorTime(Instant now) {
    time = Optional.of(new CoordinatorTime(now, System.nanoTime()));
  }

  /**
   * A certificate that expired while this host was offline appears as a broken handshake: a renewal
   * may solve it.
   */
  @Override
  public synchronized void refused(Status status) {
    var detail = String.valueOf(status.getDescription()) + status.getCause();
    if (status.getCode() == Status.Code.UNAUTHENTICATED
        || detail.toLowerCase(Locale.ROOT).contains("certificate")) {
      renew(true);
    }
  }

  /** Called periodically while the stream is open. */
  public synchronized void renewIfDue() {
    if (time.filter(clock -> clock.now().isAfter(halfLife())).isPresent()) {
      renew(false);
    }
  }

  private Instant halfLife() {
    var from = identity.certificate().getNotBefore().toInstant();
    var to = identity.certificate().getNotAfter().toInstant();
    return from.plus(Duration.between(from, to).dividedBy(2));
  }

  /**
   * @param needed the present certificate is refused; the new certificate is used even when it
   *     cannot be stored
   */
  private void renew(boolean needed) {
    try {
      var next = enrolment.at(coordinators.route()).renew(identity);
      if (isKept(next) || needed) {
        identity = next;
      }
    } catch (EnrolmentException failed) {
      log.warn("certificate not renewed: {}", failed.getMessage());
    }
  }

  /**
   * The first use of a new certificate voids the older certificate. A new certificate that cannot
   * be stored is not used while the older certificate is valid.
   */
  private boolean isKept(AgentIdentity next) {
    try {
      renewed.accept(next);
      log.info("certificate renewed: {}", next);
      return true;
    } catch (RuntimeException unwritable) {
      log.warn("certificate renewed but not stored: {}", unwritable.getMessage());
      return false;
    }
  }
}
