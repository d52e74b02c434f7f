package dev.parallax.attribution;

import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A sweep written as a grid: a row for each vantage, a column for each arm. A cell is {@code .} for
 * not run, or words joined by {@code +}, each with an optional count in front (5 when alone;
 * references 3): {@code reset}, {@code 4reset+1ok}. A cell may end in {@code @} and a last octet:
 * its address, 192.0.2.n (1 by default); 9 is in another network, 198.51.100.9, and 6 is
 * 2001:db8::6.
 *
 * <p>A word may be followed by the coordinator's validation of the same chain: {@code
 * issuer:valid}, {@code notyet:clock} for valid by its own clock only, {@code expired:same} for the
 * same error.
 *
 * <p>A word in capitals failed at that step though another step usually has it: {@code DNS_refused}
 * is {@code connection_refused} from the resolver's TCP port.
 *
 * <p>{@code slow} passes after a handshake of 4 s instead of 50 ms, {@code late} of 900 ms, and
 * {@code latestop} is silent after the request; {@code cutmid} and {@code stopmid} are a reset and
 * silence after the first bytes of the server, {@code cuthttp} and {@code stophttp} after the
 * request; {@code nodns} is a resolver without an answer.
 *
 * <p>A vantage's name contains its location: {@code ap-c2} is region ap, network C; {@code inside}
 * is inside.
 */
public final class Grid {
  private static final int ELSEWHERE = 9;
  private static final int IPV6 = 6;
  private static final Duration HANDSHAKE = Duration.ofMillis(50);
  private static final Duration LATE_HANDSHAKE = Duration.ofMillis(900);
  private static final Duration SLOW_HANDSHAKE = Duration.ofSeconds(4);
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Set<String> STATUSES = Set.of("403", "421");
  static final Target TARGET = Target.parse("https://shop.example");
  private static final SweepId SWEEP = new SweepId("s1");
  private static final Map<String, FailureWord> WORDS =
      Map.ofEntries(
          Map.entry("reset", FailureWord.RESET_AFTER_HELLO),
          Map.entry("eof", FailureWord.EOF_AFTER_HELLO),
          Map.entry("tcpreset", FailureWord.CONNECTION_RESET),
          Map.entry("prohibited", FailureWord.ADMIN_PROHIBITED),
          Map.entry("unsent", FailureWord.OPERATION_NOT_PERMITTED),
          Map.entry("early", FailureWord.RESET_BEFORE_DATA),
          Map.entry("silent", FailureWord.TIMEOUT_AFTER_HELLO),
          Map.entry("cutmid", FailureWord.RESET_MID_HANDSHAKE),
          Map.entry("stopmid", FailureWord.TIMEOUT_MID_HANDSHAKE),
          Map.entry("cuthttp", FailureWord.HTTP_RESET),
          Map.entry("stophttp", FailureWord.HTTP_TIMEOUT),
          Map.entry("latestop", FailureWord.HTTP_TIMEOUT),
          Map.entry("nodns", FailureWord.DNS_TIMEOUT),
          Map.entry("refused", FailureWord.CONNECTION_REFUSED),
          Map.entry("timeout", FailureWord.CONNECT_TIMEOUT),
          Map.entry("noroute", FailureWord.HOST_UNREACHABLE),
          Map.entry("nxdomain", FailureWord.DNS_NXDOMAIN),
          Map.entry("servfail", FailureWord.DNS_SERVFAIL),
          Map.entry("expired", FailureWord.CERT_EXPIRED),
          Map.entry("notyet", FailureWord.CERT_NOT_YET_VALID),
          Map.entry("mismatch", FailureWord.CERT_NAME_MISMATCH),
          Map.entry("issuer", FailureWord.CERT_UNKNOWN_ISSUER),
          Map.entry("resigned", FailureWord.CERT_UNKNOWN_ISSUER),
          Map.entry("http", FailureWord.NOT_TLS),
          Map.entry("policy", FailureWord.STARTTLS_POLICY),
          Map.entry("askscert", FailureWord.CLOSED_AFTER_REQUEST),
          Map.entry("noname", FailureWord.alert(112)),
          Map.entry("alert", FailureWord.alert(40)),
          Map.entry("502", FailureWord.httpStatus(502)),
          Map.entry("blockpage", FailureWord.HTTP_BLOCKPAGE),
          Map.entry("403", FailureWord.httpStatus(403)),
          Map.entry("421", FailureWord.httpStatus(421)),
          Map.entry("status", FailureWord.UNEXPECTED_STATUS),
          Map.entry("content", FailureWord.UNEXPECTED_CONTENT),
          Map.entry("alpn", FailureWord.UNEXPECTED_ALPN),
          Map.entry("version", FailureWord.UNEXPECTED_TLS_VERSION),
          Map.entry("soon", FailureWord.CERTIFICATE_EXPIRES_SOON),
          Map.entry("answer", FailureWord.UNEXPECTED_DNS_ANSWER),
          Map.entry("future", new FailureWord("quic_something_new")));

  private final List<Vantage> vantages = new ArrayList<>();
  private final Map<VantageId, Optional<InetAddress>> inside = new HashMap<>();
  private final List<Observation> observations = new ArrayList<>();
  private List<Arm> arms = List.of();

  private Grid() {}

  public static Sweep sweep(String text) {
    var grid = new Grid();
    var lines = text.strip().lines().map(String::strip).toList();
    grid.header(lines.getFirst());
    lines.stream().skip(1).forEach(grid::row);
    return sweep(grid.vantages, grid.inside, grid.observations);
  }

  static Sweep sweep(
      List<Vantage> vantages,
      Map<VantageId, Optional<InetAddress>> inside,
      List<Observation> observations) {
    return new Sweep(
        SWEEP,
        NOW,
        Duration.ofSeconds(3),
        false,
        vantages,
        List.of(),
        new Coverage(vantages.size(), vantages.size(), List.of()),
        List.of(new TargetResults(TARGET, inside, observations)));
  }

  /** The same sweep with other observations. */
  static Sweep with(Sweep sweep, List<Observation> observations) {
    return sweep(sweep.vantages(), sweep.targets().getFirst().inside(), observations);
  }

  /** The same sweep after a round for this reason. */
  static Sweep after(Sweep sweep, RoundReason reason) {
    return new Sweep(
        sweep.id(),
        sweep.startedAt(),
        sweep.took(),
        sweep.deadlineHit(),
        sweep.vantages(),
        List.of(new Round(2, "", List.of(reason), 1)),
        sweep.coverage(),
        sweep.targets());
  }

  /** As if the coordinator had seen these vantages at these addresses. */
  static Sweep seenFrom(Sweep sweep, Map<String, String> addresses) {
    var vantages = sweep.vantages().stream().map(vantage -> seenFrom(vantage, addresses)).toList();
    return sweep(vantages, sweep.targets().getFirst().inside(), observations(sweep))
        .withSightings(sweep.sightings());
  }

  private static Vantage seenFrom(Vantage vantage, Map<String, String> addresses) {
    var facts = new HashMap<>(vantage.facts());
    Optional.ofNullable(addresses.get(vantage.id().name()))
        .ifPresent(address -> facts.put(Vantage.PEER_ADDRESS, address));
    return new Vantage(
        vantage.id(), vantage.labels(), vantage.agentVersion(), vantage.clockOffset(), facts);
  }

  static List<Observation> observations(Sweep sweep) {
    return sweep.targets().getFirst().observations();
  }

  private void header(String line) {
    var words = line.split("\\s+", -1);
    arms = List.of(words).subList(1, words.length).stream().map(Grid::arm).toList();
  }

  private static Arm arm(String word) {
    return switch (word) {
      case "control" -> Arm.CONTROL_SNI;
      case "delayed" -> Arm.DELAYED_HELLO;
      case "pinned" -> Arm.PINNED_ADDRESS;
      case "peer" -> Arm.PEER_ADDRESSES;
      case "neutral" -> Arm.REAL_SNI_AT_NEUTRAL;
      default -> Arm.of(word).orElseThrow();
    };
  }

  private void row(String line) {
    var cells = line.split("\\s+", -1);
    var vantage = vantage(cells[0]);
    vantages.add(vantage);
    if (vantage.id().name().equals("inside")) {
      inside.put(vantage.id(), Optional.of(address(1)));
    }
    for (int i = 1; i < cells.length; i++) {
      cell(vantage.id(), arms.get(i - 1), cells[i]);
    }
  }

  /** {@code us-e!-87600h}: its clock is that far off. */
  static Vantage vantage(String text) {
    var parts = text.split("!", -1);
    var name = parts[0];
    var labels = new HashMap<String, String>();
    if (name.contains("-")) {
      labels.put(Label.REGION, name.substring(0, name.indexOf('-')));
      labels.put(Label.ISP, name.substring(name.indexOf('-') + 1).replaceAll("[0-9]+$", ""));
    }
    var offset = parts.length > 1 ? Duration.parse("PT" + parts[1]) : Duration.ZERO;
    return new Vantage(new VantageId(name), labels, "0.1.0", Optional.of(offset), Map.of());
  }

  private void cell(VantageId vantage, Arm arm, String text) {
    var parts = text.split("@", -1);
    var octet = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
    int trial = 0;
    for (var one : parts[0].split("\\+", -1)) {
      var word = one.replaceFirst("^[0-9]+(?=[a-zA-Z])", "");
      var digits = one.substring(0, one.length() - word.length());
      var usual = arm == Arm.REFERENCE ? 3 : 5;
      var count = digits.isEmpty() ? usual : Integer.parseInt(digits);
      for (int i = 0; i < count && !word.equals("."); i++) {
        trial++;
        observations.add(observation(vantage, arm, word, octet, trial));
      }
    }
  }

  static Observation observation(VantageId vantage, Arm arm, String text, int octet, int trial) {
    var word = text.replaceFirst(":.*", "");
    var seen = unchecked(vantage, arm, word, octet, trial);
    return word.equals(text)
        ? seen
        : checked(
            seen, check(text.substring(word.length() + 1), seen.failure().map(Failure::word)));
  }

  private static Observation checked(Observation seen, CentralCheck check) {
    return seen.with(seen.steps().with(seen.steps().tls().orElseThrow().with(check)));
  }

  private static CentralCheck check(String central, Optional<FailureWord> word) {
    var same = central.equals("same");
    return new CentralCheck(
        same ? word : Optional.empty(),
        same || central.equals("clock") ? word : Optional.empty(),
        Optional.empty());
  }

  private static Observation unchecked(
      VantageId vantage, Arm arm, String word, int octet, int trial) {
    var reference = arm == Arm.REFERENCE;
    var variant =
        reference
            ? "https://ref" + trial + ".example"
            : arm == Arm.PEER_ADDRESSES ? address(octet).getHostAddress() : "";
    var unresolved = isUnresolved(word);
    var key =
        new TrialKey(
            SWEEP,
            1,
            reference ? variant : TARGET.name(),
            vantage,
            arm,
            variant,
            unresolved ? Optional.empty() : Optional.of(address(octet)),
            trial);
    return new Observation(key, "", outcome(word), steps(vantage, arm, word, octet));
  }

  private static Outcome outcome(String word) {
    if (List.of("ok", "lossy", "slow", "late").contains(word)) {
      return new Outcome.Ok();
    }
    if (word.equals("unsupported")) {
      return new Outcome.NotRun(NotRunReason.UNSUPPORTED, "Contains non-LDH ASCII characters");
    }
    if (word.equals("missing")) {
      return new Outcome.NotRun(NotRunReason.OFFLINE, "gone");
    }
    var failure = WORDS.getOrDefault(plain(word), FailureWord.UNKNOWN);
    return new Outcome.Failed(
        new Failure(stepOf(word).orElseGet(() -> step(failure)), failure, word));
  }

  /** The step in front of a word. */
  private static Optional<Step> stepOf(String word) {
    return Stream.of(Step.values()).filter(step -> word.startsWith(step + "_")).findFirst();
  }

  private static String plain(String word) {
    return stepOf(word).map(step -> word.substring(step.name().length() + 1)).orElse(word);
  }

  private static boolean isUnresolved(String word) {
    return word.equals("nxdomain")
        || word.equals("servfail")
        || word.equals("nodns")
        || stepOf(word).equals(Optional.of(Step.DNS));
  }

  private static Step step(FailureWord word) {
    var text = word.word();
    if (text.startsWith("dns_")) {
      return Step.DNS;
    }
    if (text.startsWith("http_")) {
      return Step.HTTP;
    }
    var tcp = text.startsWith("connect") || text.endsWith("unreachable");
    return tcp ? Step.TCP : Step.TLS;
  }

  /** Each network has a resolver of its own. */
  private static String resolver(VantageId vantage) {
    var network = vantage.name().replaceFirst("^[a-z]+-", "").replaceFirst("[0-9]+$", "");
    return network + ".resolver.example:53";
  }

  private static Steps steps(VantageId vantage, Arm arm, String word, int octet) {
    var resolves = !ArmGroups.ADDRESSED.contains(arm) && !isNotRun(word);
    var unresolved = isUnresolved(word);
    var answers =
        unresolved
            ? List.<DnsStep.AddressRecord>of()
            : List.of(new DnsStep.AddressRecord(address(octet), Duration.ofSeconds(60)));
    var dns =
        new DnsStep(
            resolver(vantage),
            "udp",
            word.equals("nodns") ? "" : "NOERROR",
            answers,
            false,
            0,
            List.of(),
            Duration.ofMillis(2));
    var tcp = new TcpStep(address(octet), 443, 4000, connected(word), Optional.empty());
    if (isNotRun(word)) {
      return Steps.NONE;
    }
    var seesChain =
        List.of(
            "ok",
            "lossy",
            "late",
            "latestop",
            "slow",
            "cuthttp",
            "stophttp",
            "expired",
            "notyet",
            "mismatch",
            "issuer",
            "resigned",
            "502",
            "403");
    return new Steps(
        resolves ? Optional.of(dns) : Optional.empty(),
        unresolved ? Optional.empty() : Optional.of(tcp),
        unresolved || word.equals("refused") || word.equals("timeout")
            ? Optional.empty()
            : Optional.of(
                tls(seesChain.contains(word) ? List.of(leaf(word)) : List.of(), handshake(word))),
        Optional.of(word).filter(STATUSES::contains).map(Integer::valueOf).map(Grid::http));
  }

  private static Duration handshake(String word) {
    return word.equals("slow")
        ? SLOW_HANDSHAKE
        : word.startsWith("late") ? LATE_HANDSHAKE : HANDSHAKE;
  }

  private static boolean isNotRun(String word) {
    return word.equals("missing") || word.equals("unsupported");
  }

  /** {@code lossy}: the SYN had to be sent again. */
  private static Duration connected(String word) {
    return Duration.ofMillis(word.equals("lossy") ? 1_040 : 40);
  }

  private static HttpStep http(int status) {
    return new HttpStep(
        "HTTP/1.1", status, Map.of(), List.of(), "", Optional.empty(), Duration.ofMillis(45));
  }

  private static TlsStep tls(List<CertificateFacts> chain, Duration took) {
    return new TlsStep(
        new TlsStep.SentHello(Optional.of(TARGET.host()), "", "aa", 512, ""),
        TlsStep.Agreed.NOTHING,
        chain,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        new TlsStep.Traffic(517, 0, 1, 0, Optional.empty()),
        Duration.ofMillis(45),
        took);
  }

  private static CertificateFacts leaf(String word) {
    var expired = word.equals("expired");
    return new CertificateFacts(
        expired ? "e1" : word.equals("resigned") || word.equals("mismatch") ? "f0" : "a0",
        "CN=shop.example",
        "CN=ca",
        List.of("shop.example"),
        NOW.minus(Duration.ofDays(90)),
        expired ? NOW.minus(Duration.ofDays(2)) : NOW.plus(Duration.ofDays(30)),
        "EC 256",
        "SHA256withECDSA",
        Bytes.EMPTY);
  }

  static InetAddress address(int octet) {
    if (octet == IPV6) {
      return InetAddress.ofLiteral("2001:db8::6");
    }
    return InetAddress.ofLiteral((octet == ELSEWHERE ? "198.51.100." : "192.0.2.") + octet);
  }
}
