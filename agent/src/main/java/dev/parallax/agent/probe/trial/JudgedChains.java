package dev.parallax.agent.probe.trial;

import dev.parallax.agent.memory.ByteBudget;
import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.model.observation.CertificateFacts;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Certificates that were read and chains that were judged a moment ago: the trials of a round
 * receive the same chain again and again. Safe for use by many threads; a hostile server can fill
 * it with at most {@link #ENTRIES} chains of {@link #LARGEST} bytes.
 */
public final class JudgedChains {
  /** A certificate that expires meanwhile is noticed later by at most this time. */
  static final Duration KEPT = Duration.ofSeconds(10);

  static final int ENTRIES = 32;

  /** Of a certificate or of a chain, in bytes. */
  static final int LARGEST = 16 * 1_024;

  private final ByteBudget waiting;
  private final Map<ByteBuffer, CertificateFacts> facts = latest();
  private final Map<JudgementInput, TimedJudgement> judgements = latest();

  /**
   * @param waiting the memory for chains that wait for their judgement
   */
  public JudgedChains(ByteBudget waiting) {
    this.waiting = waiting;
  }

  /**
   * The inputs of a judgement except the time.
   *
   * @param chain SHA-256 of each certificate, leaf first
   * @param staple the OCSP response
   */
  public record JudgementInput(
      List<String> chain, Optional<ByteBuffer> staple, String host, List<X509Certificate> trusted) {
    public static JudgementInput of(
        List<CertificateFacts> chain, Optional<byte[]> staple, TrialContext trial) {
      return new JudgementInput(
          chain.stream().map(CertificateFacts::sha256).toList(),
          staple.map(ByteBuffer::wrap),
          trial.spec().host(),
          trial.around().config().trusted());
    }

    /** A bundle equals itself alone: the comparison of its certificates would cost more. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
      return other instanceof JudgementInput question
          && trusted == question.trusted
          && chain.equals(question.chain)
          && staple.equals(question.staple)
          && host.equals(question.host);
    }

    @Override
    public int hashCode() {
      return Objects.hash(chain, staple, host);
    }
  }

  private record TimedJudgement(Judgement judgement, Instant at) {
    boolean isRecent(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(KEPT));
    }
  }

  /** The memory for chains that wait for their judgement. */
  public ByteBudget waiting() {
    return waiting;
  }

  /** The facts of a certificate in DER. */
  public CertificateFacts facts(byte[] der) {
    if (der.length > LARGEST) {
      return CertificateReader.facts(der);
    }
    var key = ByteBuffer.wrap(der);
    synchronized (facts) {
      var known = facts.get(key);
      if (known != null) {
        return known;
      }
    }
    var read = CertificateReader.facts(der);
    synchronized (facts) {
      facts.put(key, read);
    }
    return read;
  }

  /** A judgement that is not older than {@link #KEPT}; empty without such a judgement. */
  public Optional<Judgement> recent(JudgementInput question, Instant now) {
    synchronized (judgements) {
      return Optional.ofNullable(judgements.get(question))
          .filter(answer -> answer.isRecent(now))
          .map(TimedJudgement::judgement);
    }
  }

  /**
   * Keeps a judgement for the next trial.
   *
   * @param bytes of the chain
   * @param now of the judgement
   */
  public void keep(JudgementInput question, long bytes, Judgement judgement, Instant now) {
    if (bytes <= LARGEST && judgement.isCertain()) {
      synchronized (judgements) {
        judgements.put(question, new TimedJudgement(judgement, now));
      }
    }
  }

  private static <K, V> Map<K, V> latest() {
    return new LinkedHashMap<>(ENTRIES, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > ENTRIES;
      }
    };
  }
}
