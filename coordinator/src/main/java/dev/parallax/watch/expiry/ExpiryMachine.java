package dev.parallax.watch.expiry;

import dev.parallax.watch.expiry.ShownChains.ShownCertificate;
import dev.parallax.watch.incident.Notice.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The expiring certificates of a target. Pure: the same state and look always give the same
 * transition. {@code RATIONALE.md} gives the reasons of the rules.
 */
public final class ExpiryMachine {
  private static final int ABSENT_LOOKS = 2;
  private static final int MOST = 50;

  /** A replaced certificate is forgotten this long after its end. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final Map<String, CertificateExpiry> state = new LinkedHashMap<>();
  private final List<ExpiryNotice> notices = new ArrayList<>();
  private final String target;
  private final ShownChains shown;

  private ExpiryMachine(String target, List<CertificateExpiry> before, ShownChains shown) {
    this.target = target;
    this.shown = shown;
    before.forEach(known -> state.put(known.sha256(), known));
  }

  /** The state after a look, and the notices. */
  public record Transition(List<CertificateExpiry> state, List<ExpiryNotice> notices) {
    public Transition {
      state = List.copyOf(state);
      notices = List.copyOf(notices);
    }
  }

  /**
   * The transition of a look. Each threshold is reported once for each certificate.
   *
   * @param days the thresholds in days before the expiry
   * @param muted whether maintenance, a silence or a sick observer holds thresholds back; a
   *     replacement is reported all the same
   */
  public static Transition next(
      String target,
      List<CertificateExpiry> before,
      ShownChains shown,
      Set<Integer> days,
      boolean muted) {
    var machine = new ExpiryMachine(target, before, shown);
    shown.certificates().forEach(certificate -> machine.present(certificate, days, muted));
    before.forEach(machine::absent);
    machine.state.values().removeIf(known -> isOver(known, shown.at()));
    return new Transition(List.copyOf(machine.state.values()), machine.notices);
  }

  /** The notices of the end of a watch; nothing is known of its certificates after it. */
  public static List<ExpiryNotice> ended(List<CertificateExpiry> before, Instant at) {
    return before.stream()
        .filter(CertificateExpiry::isOpen)
        .map(known -> new ExpiryNotice(Kind.ENDED, known.closed(at), at))
        .toList();
  }

  private void present(ShownCertificate certificate, Set<Integer> days, boolean muted) {
    var sha256 = certificate.facts().sha256();
    var known = state.get(sha256);
    var threshold = threshold(certificate.facts().notAfter(), days);
    var isNew =
        threshold.isPresent() && (known == null || threshold.getAsInt() < known.days()) && !muted;
    if (!isNew) {
      if (known != null) {
        state.put(sha256, known.shownAt(certificate.vantages()));
      }
    } else if (known != null) {
      report(
          known.isOpen() ? Kind.CHANGED : Kind.REOPENED,
          known.reported(certificate, threshold.getAsInt()));
    } else if (state.size() < MOST) {
      report(
          Kind.OPENED,
          CertificateExpiry.open(target, certificate, threshold.getAsInt(), shown.at()));
    }
  }

  /** The lowest threshold that has been passed. */
  private OptionalInt threshold(Instant notAfter, Set<Integer> days) {
    return days.stream()
        .mapToInt(Integer::intValue)
        .filter(limit -> !shown.at().isBefore(notAfter.minus(Duration.ofDays(limit))))
        .min();
  }

  /**
   * A certificate is replaced when the vantages that received it have received other certificates
   * twice.
   */
  private void absent(CertificateExpiry known) {
    var isShown =
        shown.certificates().stream()
            .anyMatch(certificate -> certificate.facts().sha256().equals(known.sha256()));
    var isUnknown =
        shown.answered().isEmpty()
            || known.affected().stream()
                .anyMatch(
                    vantage ->
                        shown.asked().contains(vantage) && !shown.answered().contains(vantage));
    if (isShown || isUnknown || !known.isOpen()) {
      return;
    }
    int looks = known.absent() + 1;
    if (looks < ABSENT_LOOKS) {
      state.put(known.sha256(), known.absent(looks));
    } else {
      report(Kind.CLOSED, known.closed(shown.at()));
    }
  }

  private void report(Kind kind, CertificateExpiry certificate) {
    state.put(certificate.sha256(), certificate);
    notices.add(new ExpiryNotice(kind, certificate, shown.at()));
  }

  private static boolean isOver(CertificateExpiry known, Instant now) {
    return !known.isOpen() && known.notAfter().plus(REMEMBERED).isBefore(now);
  }
}
