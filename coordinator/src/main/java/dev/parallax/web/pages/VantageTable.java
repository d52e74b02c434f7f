package dev.parallax.web.pages;

import dev.parallax.fleet.VantageDirectory;
import dev.parallax.fleet.VantageState;
import dev.parallax.model.vantage.Label;
import dev.parallax.report.html.Markup;
import dev.parallax.web.request.RelativeTime;
import dev.parallax.web.request.Visit;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every vantage with its state, those that need attention first. */
final class VantageTable {
  private static final int ROWS = 200;
  private static final Duration CLOCK_LIMIT = Duration.ofSeconds(5);
  private static final Duration CERTIFICATE_LIMIT = Duration.ofDays(1);

  private final Markup html;
  private final Visit visit;
  private final List<VantageDirectory.DirectoryEntry> members;

  VantageTable(Markup html, Visit visit, List<VantageDirectory.DirectoryEntry> members) {
    this.html = html;
    this.visit = visit;
    this.members = members;
  }

  void write() {
    if (members.isEmpty()) {
      html.element("p", visit.say("vantages.none"), "class", "empty");
      return;
    }
    html.in(
        "div",
        () -> html.in("table", this::table, "aria-label", visit.say("vantages")),
        "class",
        "wide",
        "role",
        "region",
        "tabindex",
        "0",
        "aria-label",
        visit.say("vantages"));
    if (members.size() > ROWS) {
      html.element("p", visit.say("rest", "count", members.size() - ROWS), "class", "legend");
    }
  }

  private void table() {
    html.in("thead", () -> html.in("tr", this::titles));
    html.in("tbody", () -> sorted().limit(ROWS).forEach(this::row));
  }

  private Stream<VantageDirectory.DirectoryEntry> sorted() {
    return members.stream()
        .sorted(
            Comparator.comparing(
                    (VantageDirectory.DirectoryEntry member) ->
                        member.state() == VantageState.READY)
                .thenComparing(eachMember -> eachMember.now().id()));
  }

  private void titles() {
    for (var title :
        List.of(
            "vantage", "state", "network", "region", "heard", "clock", "certificate", "agent")) {
      html.element("th", visit.say("column." + title), "scope", "col");
    }
  }

  private void row(VantageDirectory.DirectoryEntry member) {
    html.in(
            "tr",
            () -> {
              html.element("th", member.now().id().name(), "scope", "row");
              state(member.state());
              html.element("td", member.now().network());
              html.element("td", member.now().label(Label.REGION).orElse("–"));
              html.in("td", () -> heard(member));
              clock(member);
              certificate(member);
              html.element(
                  "td", member.now().agentVersion().isEmpty() ? "–" : member.now().agentVersion());
            })
        .line();
  }

  private void state(VantageState state) {
    html.in(
        "td",
        () -> html.symbol(symbol(state), "").text(" " + visit.say("state." + state)),
        "class",
        state == VantageState.READY ? "ok" : state == VantageState.DRAINING ? "some" : "bad");
  }

  private static String symbol(VantageState state) {
    return switch (state) {
      case READY -> "✓";
      case DRAINING -> "~";
      case OFFLINE, REVOKED -> "✗";
    };
  }

  private void heard(VantageDirectory.DirectoryEntry member) {
    member
        .lastHeard()
        .ifPresentOrElse(
            at -> PageFrame.when(html, visit, at), () -> html.text(visit.say("heard.never")));
  }

  private void clock(VantageDirectory.DirectoryEntry member) {
    member
        .now()
        .clockOffset()
        .ifPresentOrElse(
            offset -> judged(RelativeTime.offset(offset), offset.abs().compareTo(CLOCK_LIMIT) > 0),
            () -> html.element("td", "–"));
  }

  /**
   * An agent renews long before this; an agent that could not renew for this long will soon be
   * refused.
   */
  private void certificate(VantageDirectory.DirectoryEntry member) {
    var left = Duration.between(visit.now(), member.certificateNotAfter());
    judged(
        left.isNegative()
            ? visit.say("certificate.ended")
            : visit.say("certificate.left", "count", left.toHours()),
        left.compareTo(CERTIFICATE_LIMIT) < 0);
  }

  private void judged(String text, boolean bad) {
    if (bad) {
      html.in("td", () -> html.symbol("✗", "").text(" " + text), "class", "bad");
    } else {
      html.element("td", text);
    }
  }
}
