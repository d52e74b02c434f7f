package dev.parallax.model.verdict;

import java.util.Locale;

/**
 * The kinds of finding; each lists the parameters of its sentence. Control vantages are outside the
 * scope.
 */
public enum FindingKind {
  /**
   * {@code word}, {@code failed}, {@code trials}: the base probe fails so at the failing vantages;
   * {@code status}: the HTTP statuses of these failures, the most frequent first, absent without
   * such failures.
   */
  BASE_FAILS,
  /** {@code passed}, {@code trials}: the base probe passes at the control vantages. */
  ELSEWHERE_PASSES,
  /**
   * {@code word}, {@code trials}, {@code other}: the control vantages fail by another cause, never
   * with this word.
   */
  ELSEWHERE_SPARED,
  /** {@code passed}, {@code trials}: the base probe passes at the inside vantages. */
  INSIDE_PASSES,
  /**
   * {@code word}, {@code trials}, {@code other}: the inside vantages fail by another cause, never
   * with this word.
   */
  INSIDE_SPARED,
  /** {@code word}, {@code failed}, {@code trials}: the base probe fails inside too. */
  INSIDE_FAILS,
  /**
   * {@code arm}, {@code failed}, {@code trials}, {@code baseFailed}, {@code baseTrials}: the arm
   * passes where base fails.
   */
  ARM_PASSES,
  /** {@code arm}, {@code word}, {@code failed}, {@code trials}: the arm fails as base does. */
  ARM_FAILS_TOO,
  /**
   * {@code arm}, {@code word}, {@code failed}, {@code trials}, {@code basePassed}, {@code
   * baseTrials}: the arm fails where base passes.
   */
  ARM_FAILS_ALONE,
  /** {@code arm}, {@code passed}, {@code trials}: the arm passes at the control vantages. */
  ARM_PASSES_ELSEWHERE,
  /** {@code word}, {@code failed}, {@code trials}: a reset before the delayed ClientHello. */
  BREAKS_BEFORE_HELLO,
  /** {@code failed}, {@code trials}, {@code rate}: the same probe passes and fails at a vantage. */
  RANDOM,
  /**
   * {@code family}, {@code passed}, {@code trials}, {@code other}, {@code failed}, {@code
   * otherTrials}: the base probe passes over one address family and fails over the other.
   */
  OTHER_FAMILY_PASSES,
  /**
   * {@code here}, {@code elsewhere}, {@code references}: ISO-8601 durations, the median of the
   * complete handshakes with the target at the failing and at the passing vantages, and with the
   * reference sites at the failing vantages.
   */
  HANDSHAKE_TIMES,
  /**
   * {@code here}, {@code elsewhere}, {@code differ}, {@code trials}: the failing vantages get
   * another answer over HTTP than most networks; what differs, with its values.
   */
  ANSWER_DIFFERS,
  /**
   * {@code one}, {@code other}: half of the networks get the one answer over HTTP, half the other.
   */
  ANSWERS_DIVIDE,
  /**
   * {@code location}, {@code answers}: the answer is a redirect to another host. {@code end},
   * {@code status}: the page at which the redirects end, and its status; {@code said}: why that
   * page was not requested. Without {@code end} the redirect was not followed.
   */
  REDIRECTED,
  /**
   * {@code location}, {@code word}: the target answers with redirects, and the page to which they
   * lead fails so at the failing vantages; it passes at the control vantages.
   */
  REDIRECT_FAILS,
  /**
   * {@code sha256}, {@code notBefore}, {@code notAfter}, {@code names}: every failing vantage was
   * sent this same leaf.
   */
  SAME_LEAF,
  /**
   * {@code sha256}, {@code elsewhere}: the failing vantages received another leaf than the passing
   * vantages.
   */
  OTHER_LEAF,
  /**
   * {@code address}, {@code trait}, {@code here}, {@code elsewhere}: at one address the failing
   * vantages reach another server than the passing vantages; the trait in which they differ ({@code
   * leaf}, {@code tls_parameters}, {@code server_header}, {@code initial_ttl}), with its values.
   */
  OTHER_SERVER,
  /**
   * {@code lines}, {@code elsewhere}: a server that offers STARTTLS at the control vantages does
   * not offer it at the failing vantages; the cleartext lines of one trial each.
   */
  STARTTLS_MASKED,
  /**
   * {@code least}, {@code most}, {@code amounts}, {@code segments}, {@code failed}, {@code trials},
   * {@code controlFailed}, {@code controlTrials}: the data of answers stops after this many bytes,
   * and after this median of segments; at the control vantages the answers arrive whole. {@code
   * amounts} is {@code exact}, {@code same} within one segment or {@code different}. The control
   * trials are those at a neutral server.
   */
  ANSWER_CUT,
  /**
   * {@code least}, {@code most}, {@code amounts}, {@code failed}, {@code trials}, {@code whole}:
   * the handshake stops after the same number of received bytes; {@code amounts} is {@code exact}
   * or {@code same} within one segment. {@code whole} is the median of the complete handshakes at
   * the control vantages, 0 without them.
   */
  HANDSHAKE_CUT,
  /**
   * {@code addresses}, {@code elsewhere}: the failing vantages resolved other addresses than the
   * others.
   */
  OTHER_ADDRESSES,
  /**
   * {@code address}: the same name passes from the failing vantages at the address that the others
   * use.
   */
  PEER_ADDRESS_PASSES,
  /**
   * {@code answers}, {@code resolved}: the zone's own name servers give the failing vantages other
   * addresses than their resolver, or addresses where their resolver gives none.
   */
  ZONE_ANSWERS_OTHERWISE,
  /**
   * {@code answers}: the zone's own name servers give the failing vantages addresses that their
   * resolver gave and that no other vantage corroborates.
   */
  ZONE_ANSWERS_SAME,
  /**
   * {@code udp}, {@code tcp}: queries to the zone's own name servers have other answers over UDP
   * than over TCP.
   */
  ZONE_DIFFERS_BY_TRANSPORT,
  /** {@code passed}, {@code trials}: the vantages' own reference sites pass. */
  REFERENCES_PASS,
  /** {@code word}, {@code failed}, {@code trials}: the vantages' own reference sites fail too. */
  REFERENCES_FAIL,
  /**
   * {@code longest}, {@code trials}, {@code sites}, {@code elsewhere}: ISO-8601 durations, the
   * longest connect time of all trials of the target and of so many reference sites, and the median
   * of the other vantages: nothing but the host itself answers so soon.
   */
  ANSWERS_AT_ONCE,
  /**
   * {@code listed}, {@code word}, {@code failed}, {@code trials}, {@code dns}, {@code passed},
   * {@code dnsTrials}: the base probe fails at the addresses of the vantage's own hosts file and
   * passes at those of DNS.
   */
  HOSTS_FILE_MISLEADS,
  /**
   * {@code refused}, {@code trials}: the kernel of the vantage's host did not send the packets of
   * so many base probes.
   */
  HOST_REFUSES_TO_SEND,
  /**
   * {@code retransmitting}, {@code connections}, {@code elsewhere}, {@code elsewhereConnections},
   * {@code references}, {@code referenceConnections}: so many of the vantage's connections to the
   * target needed retransmissions, so many from the other vantages, so many to its references.
   */
  RETRANSMISSIONS,
  /**
   * {@code word}: the coordinator, by its own CA bundle and clock, accepts the chains that the
   * vantages refuse with this word.
   */
  CENTRAL_ACCEPTS,
  /**
   * {@code word}: the same chains are valid by the coordinator's clock and, by its own validation
   * too, invalid by the vantages' clocks.
   */
  CENTRAL_ACCEPTS_BY_ITS_CLOCK,
  /** {@code word}: the coordinator, by its own CA bundle and clock, refuses the same chains. */
  CENTRAL_REFUSES,
  /**
   * {@code source} ({@code CRL} or {@code OCSP}), {@code address}, {@code sha256}, {@code
   * certificate} ({@code leaf}, {@code intermediate}, or empty if the server did not send it),
   * {@code subject}, {@code at}, {@code said}: a server of the authority answered the coordinator
   * that this certificate is revoked since then; {@code said} is the reason, empty without one.
   */
  AUTHORITY_REVOKES,
  /**
   * {@code spoilt}, {@code late}, {@code trials}: trials that do not count, and trials that the
   * agent itself delayed; {@code longest}: ISO-8601 duration, the longest delay of its event loop.
   */
  AGENT_LATE,
  /**
   * {@code throttled}, {@code stolen}: ISO-8601 durations, the most of one trial for which the CPU
   * quota of the agent's control group was used up, and for which the hypervisor gave the CPU to
   * others.
   */
  CPU_WITHHELD,
  /** {@code offset}: ISO-8601 duration, the vantage's clock minus the coordinator's. */
  CLOCK_OFFSET,
  /**
   * {@code fact}, {@code here}, {@code elsewhere}: a recorded fact differs between failing and
   * passing vantages.
   */
  FACT_DIFFERS,
  /**
   * {@code fact}, {@code before}, {@code after}, {@code since}: a fact of the failing vantages'
   * hosts is not what it was in the last healthy sweep, which has the id {@code since}; it did not
   * change at the control vantages, which pass. It is no part of the probability.
   */
  HOST_CHANGED,
  /**
   * {@code step}, {@code here}, {@code usual}: a step outside its own history, its ISO-8601 medians
   * in the sweep and in earlier looks; {@code trials}, {@code looks}; {@code place}: {@code
   * everywhere}, {@code label} (with {@code label}, {@code value}), {@code vantage}, {@code some}
   * or {@code alone}; {@code references}: {@code usual} or {@code unknown}.
   */
  SLOWER_THAN_HISTORY,
  /**
   * {@code step}, {@code here}, {@code usual}, {@code trials}, {@code looks}: as the references.
   */
  REFERENCES_SLOWER_TOO,
  /**
   * {@code aspect}, {@code before}, {@code after}, {@code since}: passing probes receive nothing of
   * what they received when the target was last healthy, at {@code since}.
   */
  SERVER_CHANGED,
  /** {@code ratio}: the connection broke after this multiple of the connect time, median. */
  BREAK_TIMING,
  /**
   * {@code from}, {@code to}, {@code of}, {@code router}: packets with a hop limit below {@code
   * from} expire, packets that reach hop {@code to} show the fault; the target is hop {@code of};
   * {@code router} is the address of the last hop before {@code to}. Unknown values are {@code ?}.
   */
  HOP_LOCATED,
  /**
   * {@code resets}, {@code trials}, {@code witness}: between two agents the connection was reset at
   * both ends and neither sent a reset.
   */
  BOTH_ENDS_RESET,
  /**
   * {@code missing}, {@code trials}, {@code witness}, {@code vantage}, {@code port}: ClientHellos
   * that did not reach the origin's host; vantage and source port of one of them.
   */
  HELLO_NEVER_ARRIVED,
  /**
   * {@code arrived}, {@code trials}, {@code witness}, {@code vantage}, {@code port}: ClientHellos
   * that reached the origin's host, which sent no reset, although the client received one.
   */
  HELLO_ARRIVED_NO_RESET_SENT,
  /**
   * {@code resets}, {@code trials}, {@code witness}, {@code vantage}, {@code port}: resets that
   * left the origin's host.
   */
  HOST_SENT_RESET,
  /**
   * {@code resets}, {@code trials}: connections with a reset that no TCP implementation sends: a
   * second reset beyond all sent and acknowledged bytes.
   */
  INJECTED_RESET,
  /** {@code resets}, {@code trials}: connections on which the sender of a reset went on sending. */
  DATA_AFTER_RESET,
  /**
   * {@code resets}, {@code trials}, {@code ttl}, {@code serverTtl}: resets that arrived with
   * another TTL than the server's own packets; weak evidence by itself.
   */
  RESET_TTL_DIFFERS,
  /**
   * {@code failed}, {@code trials}, {@code excluded}: no failure beyond noise; the smallest failure
   * rate excluded at 95 %.
   */
  NOTHING_FAILS,
  /**
   * {@code arms}, {@code untried}, each joined by a comma and a space: the arms that pass, and arms
   * like ordinary clients that did not run.
   */
  SHOWN_FOR,
  /**
   * {@code earlyFailed}, {@code earlyTrials}, {@code lateFailed}, {@code lateTrials}: base trials
   * of the first and of the second half of the sweep, which fail at different rates at several
   * networks alike.
   */
  CHANGES_DURING_SWEEP,
  /** {@code reason}, {@code said}, {@code notRun}, {@code trials}: base trials that did not run. */
  NOT_MEASURED,
  /**
   * {@code sites}, {@code word}, {@code failed}, {@code trials}: reference sites that fail at
   * nearly every vantage and so are no controls.
   */
  NO_CONTROLS,
  /**
   * {@code word}, {@code failed}, {@code trials}: the target and all reference sites fail in this
   * way at nearly every vantage.
   */
  CONTROLS_FAIL_ALIKE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
