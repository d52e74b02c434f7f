package dev.parallax.agent.dns.zone;

import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.ZoneAnswer;
import java.util.Optional;

/** The end of the queries to one name server. */
sealed interface ServerReply {
  /**
   * Queried.
   *
   * @param step the answers with their times to live
   */
  record Read(ZoneAnswer answer, DnsStep step, Optional<Failure> failure) implements ServerReply {
    /** A reply without AA, without an answer and without an error: it leads to another zone. */
    boolean isReferral() {
      return !answer.authoritative()
          && answer.rcode().equals("NOERROR")
          && answer.addresses().isEmpty()
          && answer.alias().isEmpty();
    }
  }

  /** Not queried: a limit of this host. */
  record Refused(GateRefusal refusal) implements ServerReply {}
}
