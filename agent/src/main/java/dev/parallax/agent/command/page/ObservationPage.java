package dev.parallax.agent.command.page;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.CpuShortage;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.DnsQuery;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Packets;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.observation.RedirectEnd;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.ZoneAnswer;
import dev.parallax.text.Printable;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One observation as lines of text: the probe and its outcome, then one line for each step. */
public final class ObservationPage {
  private static final int WIDTH = 400;

  private final PrintWriter out;

  public ObservationPage(PrintWriter out) {
    this.out = out;
  }

  /** Written in one call, so that output of several threads is not mixed. */
  public synchronized void print(Observation seen) {
    var key = seen.key();
    var address = key.address().map(InetAddress::getHostAddress).orElse("");
    var steps = seen.steps();
    line(
        words(key.arm().word(), key.variant(), address, source(steps), "#" + key.trial()),
        ended(seen.outcome()));
    steps.dns().ifPresent(this::dns);
    steps.tcp().ifPresent(step -> line("  tcp", tcp(step)));
    steps.tls().ifPresent(new TlsLines(this::line)::print);
    steps.http().ifPresent(step -> line("  http", http(step)));
    steps.path().ifPresent(this::path);
    steps.packets().ifPresent(this::packets);
    seen.delay()
        .filter(SchedulingDelay::isNotable)
        .ifPresent(delay -> line("  agent", late(delay)));
    out.flush();
  }

  /** The source of an address, where the hosts file and DNS have different addresses. */
  private static String source(Steps steps) {
    return steps
        .dns()
        .filter(DnsStep::differsFromHostsFile)
        .map(step -> step.isOfHostsFile() ? "by " + DnsStep.HOSTS_FILE : "by DNS")
        .orElse("");
  }

  private static String late(SchedulingDelay delay) {
    return words(
        "this agent was late by " + ms(delay.total()) + " in all,",
        ms(delay.longest()) + " at once; no time above is the peer's alone",
        delay.shortage().map(ObservationPage::shortage).orElse(""));
  }

  private static String shortage(CpuShortage shortage) {
    return "(CPU: %d periods and %s throttled, %s stolen, %s waited for)"
        .formatted(
            shortage.throttledPeriods(),
            ms(shortage.throttled()),
            ms(shortage.stolen()),
            ms(shortage.waited()));
  }

  private static String ended(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ok() -> "ok";
      case Outcome.Failed(var failure) ->
          failure.step().word() + ": " + failure.word() + inParentheses(failure.detail());
      case Outcome.NotRun(var reason, var why) -> "not run: " + reason.word() + inParentheses(why);
    };
  }

  static String inParentheses(String words) {
    return words.isEmpty() ? "" : " (" + words + ")";
  }

  private void dns(DnsStep step) {
    step.trace().queries().forEach(query -> line("  query", query(query)));
    step.trace().zone().forEach(zone -> line("  zone", zone(zone)));
    line("  dns", resolution(step));
  }

  private static String query(DnsQuery query) {
    return words(
        ms(query.took()),
        query.server(),
        query.transport(),
        query.name(),
        query.rcode(),
        query.failure().map(FailureWord::word).orElseGet(() -> joined(query.addresses())));
  }

  private static String zone(ZoneAnswer answer) {
    return words(
        ms(answer.took()),
        answer.zone(),
        answer.nameServer(),
        answer.server(),
        answer.transport(),
        answer.name(),
        answer.clientSubnet().map(subnet -> "for clients of " + subnet).orElse(""),
        answer.authoritative() ? "AA" : "",
        answer.rcode(),
        answer.alias().map(alias -> "alias of " + alias).orElse(""),
        answer.failure().map(FailureWord::word).orElseGet(() -> joined(answer.addresses())));
  }

  private static String joined(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
  }

  private static String resolution(DnsStep step) {
    var answers =
        step.answers().stream()
            .map(answer -> answer.address().getHostAddress() + " ttl " + answer.ttl().toSeconds())
            .collect(Collectors.joining(", "));
    return words(
        ms(step.took()),
        step.resolver(),
        step.transport(),
        step.rcode(),
        aliases(step),
        answers,
        step.authenticated() ? "authenticated" : "",
        step.retransmissions() > 0 ? step.retransmissions() + " asked again" : "",
        step.conflicting().isEmpty() ? "" : "conflicting answers: " + step.conflicting().size());
  }

  private static String aliases(DnsStep step) {
    var trace = step.trace();
    return words(
        trace.aliases().isEmpty() ? "" : "alias of " + String.join(" → ", trace.aliases()) + ":",
        trace.notes().isEmpty()
            ? ""
            : trace.notes().stream()
                .map(DnsNote::word)
                .collect(Collectors.joining(", ", "(note: ", ")")));
  }

  private static String tcp(TcpStep step) {
    var info =
        step.info()
            .map(
                tcpInfo ->
                    words(
                        "rtt " + ms(tcpInfo.rtt()),
                        "min " + ms(tcpInfo.minRtt()),
                        tcpInfo.retransmits() > 0 ? tcpInfo.retransmits() + " retransmitted" : "",
                        "mss " + tcpInfo.mss()))
            .orElse("");
    return words(
        ms(step.took()),
        step.address().getHostAddress() + " port " + step.port(),
        "from port " + step.localPort(),
        info);
  }

  private static String http(HttpStep step) {
    return words(
        ms(step.took()),
        step.version(),
        step.status() == 0 ? "no response" : Integer.toString(step.status()),
        step.headers().getOrDefault("server", ""),
        step.title().map(title -> "\"" + title + "\"").orElse(""),
        step.redirects().isEmpty() ? "" : "after " + String.join(" ", step.redirects()),
        redirection(step),
        notes(step));
  }

  /** Where a redirect leads that leaves the connection. */
  private static String redirection(HttpStep step) {
    var location = step.headers().getOrDefault("location", "");
    return location.isEmpty()
        ? ""
        : words(
            "leads to " + location,
            step.redirectEnd().map(ObservationPage::redirectEnd).orElse(""));
  }

  private static String redirectEnd(RedirectEnd end) {
    if (!end.notRequested().isEmpty()) {
      return "(%s was not requested: %s)".formatted(end.location(), end.notRequested());
    }
    var result =
        end.failure()
            .map(failure -> "fails, " + ended(new Outcome.Failed(failure)))
            .orElseGet(() -> "answers with status " + end.status());
    return "(%s %s)".formatted(end.location(), result);
  }

  private static String notes(HttpStep step) {
    return step.notes().isEmpty()
        ? ""
        : step.notes().stream()
            .map(HttpNote::word)
            .collect(Collectors.joining(", ", "(browsers accept: ", ")"));
  }

  private void path(PathStep step) {
    for (var reply : step.replies()) {
      var from = reply.from().map(InetAddress::getHostAddress).orElse("*");
      line(
          reply.hops() == 0 ? "  echo" : "  hop " + reply.hops(),
          words(
              from,
              reply.icmpType() == 0 ? "" : "icmp " + reply.icmpType() + "/" + reply.icmpCode(),
              reply.took().map(ObservationPage::ms).orElse("")));
    }
  }

  private void packets(Packets packets) {
    for (var packet : packets.seen()) {
      line(
          "  " + (packet.received() ? "<" : ">") + " " + packet.flags(),
          words(
              ms(packet.at()),
              "seq " + packet.sequence(),
              "ack " + packet.acknowledgement(),
              "ttl " + packet.ttl(),
              "id " + packet.ipId(),
              packet.payload() + " bytes"));
    }
  }

  private void line(String name, String value) {
    out.println(Printable.of(String.format(Locale.ROOT, "%-14s %s", name, value), WIDTH));
  }

  static String words(String... words) {
    return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static String ms(Duration span) {
    return String.format(Locale.ROOT, "%.2f ms", span.toNanos() / 1e6);
  }
}
