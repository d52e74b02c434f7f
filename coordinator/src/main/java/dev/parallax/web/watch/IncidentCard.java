package dev.parallax.web.watch;

import dev.parallax.model.endpoint.Target;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.html.Markup;
import dev.parallax.report.words.IncidentWords;
import dev.parallax.watch.expiry.CertificateExpiry;
import dev.parallax.watch.history.HealthyChanges;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.message.CertificateMessage;
import dev.parallax.watch.run.PastIncident;
import dev.parallax.watch.run.PastIncident.Subject;
import dev.parallax.web.pages.Card;
import dev.parallax.web.pages.PageFrame;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.RelativeTime;
import dev.parallax.web.request.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** One incident in a list. */
final class IncidentCard {
  private final Markup html;
  private final Visit visit;
  private final PastIncident past;
  private final HealthyChanges changes;

  IncidentCard(Markup html, Visit visit, PastIncident past, HealthyChanges changes) {
    this.html = html;
    this.visit = visit;
    this.past = past;
    this.changes = changes;
  }

  void write() {
    new Card(past.isOpen() ? tone() : "over", this::words, this::times).write(html);
  }

  private String tone() {
    return switch (past.subject()) {
      case Subject.OfTarget(var incident) -> PageFrame.lower(incident.finding().blame());
      case Subject.OfObserver _ -> "vantage";
      case Subject.OfCertificate _ -> "inconclusive";
    };
  }

  private void words() {
    switch (past.subject()) {
      case Subject.OfTarget(var incident) -> ofTarget(incident);
      case Subject.OfObserver(var trouble) -> {
        html.element("span", visit.say("incident.observer"), "class", "name");
        var sentence =
            IncidentWords.of(visit.catalogue().language()).say("observer." + trouble, Map.of());
        html.element("p", sentence);
      }
      case Subject.OfCertificate(var certificate) -> ofCertificate(certificate);
    }
  }

  private void ofCertificate(CertificateExpiry certificate) {
    var target = Target.parse(certificate.target());
    html.element("a", certificate.target(), "href", Links.target(target), "class", "name");
    var now = certificate.closedAt().orElse(visit.now());
    html.element("p", CertificateMessage.brief(certificate, now, visit.catalogue().language()));
    html.element(
        "p",
        visit.say(
            "incident.certificate", "names", visit.catalogue().listed(certificate.affected())),
        "class",
        "more");
  }

  private void ofTarget(Incident incident) {
    if (Incident.isOfVantage(incident.target())) {
      html.element("span", visit.say("incident.vantage"), "class", "name");
    } else {
      var target = Target.parse(incident.target());
      html.element("a", incident.target(), "href", Links.target(target), "class", "name");
    }
    html.in(
        "p",
        () -> {
          HtmlReport.mark(html, incident.finding().blame());
          html.text(IncidentText.sentence(visit.catalogue(), incident.finding()));
        });
    html.in(
        "p",
        () -> {
          var affected = visit.catalogue().listed(incident.finding().affected());
          if (!affected.isEmpty()) {
            html.text(visit.say("incident.affected", "names", affected) + " · ");
          }
          html.element("a", visit.say("report"), "href", Links.sweep(incident.sweep()));
        },
        "class",
        "more");
    if (incident.isOpen() && !Incident.isOfVantage(incident.target())) {
      changes
          .of(incident.sweep(), Target.parse(incident.target()))
          .ifPresent(comparison -> ChangeList.write(html, visit, comparison));
    }
  }

  private void times() {
    html.element(
        "span",
        visit.say(past.isOpen() ? "incident.open" : "incident.closed"),
        "class",
        past.isOpen() ? "mark bad" : "mark ok");
    var since = past.incident().map(Incident::since).orElse(past.openedAt());
    html.in(
        "span",
        () -> {
          PageFrame.when(html, visit, since);
          past.closedAt().ifPresent(end -> lasted(since, end));
        });
  }

  private void lasted(Instant since, Instant end) {
    var length = IncidentText.length(visit, Duration.between(since, end));
    html.text(" · ");
    html.element(
        "span", visit.say("incident.lasted", "length", length), "title", RelativeTime.exact(end));
  }
}
