package dev.parallax.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON objects of the API; absent values are null in answers, and may be left out in calls. */
final class ApiRecords {
  private ApiRecords() {}

  record Problem(String error) {}

  record Vantages(List<VantageEntry> vantages) {}

  /**
   * A vantage.
   *
   * @param state {@code ready}, {@code draining}, {@code offline} or {@code revoked}
   */
  record VantageEntry(
      String name,
      String state,
      Map<String, String> labels,
      String agentVersion,
      Optional<Instant> lastContact,
      Instant certificateNotAfter) {}

  record SweepSummaries(List<SweepSummaryEntry> sweeps) {}

  /**
   * A stored sweep.
   *
   * @param damaged it cannot be shown; targets are empty then
   */
  record SweepSummaryEntry(
      String sweepId, Instant startedAt, List<String> targets, boolean complete, boolean damaged) {}

  /**
   * A sweep to start.
   *
   * @param targets 1 to 100, each with the words of {@code parallax sweep}
   * @param from a selector of vantages; all when absent
   * @param inside selectors of inside vantages
   * @param trials of each arm in the first round, 1 to 100
   * @param arms to run after round 1
   */
  record SweepOrder(
      @JsonProperty(required = true) List<String> targets,
      Optional<String> from,
      Optional<List<String>> inside,
      Optional<Integer> trials,
      Optional<List<String>> arms) {}

  /**
   * A sweep that has started.
   *
   * @param report the path of its report
   * @param events the path of its events
   */
  record SweepStart(String sweepId, String report, String events) {}

  record Incidents(List<IncidentEntry> incidents) {}

  record ScopeEntry(String attribute, String value, List<String> vantages) {}

  /**
   * An incident, with the words of a verdict of the report.
   *
   * @param target absent for a fault of a vantage, of the fleet or of the coordinator itself
   * @param blame of its latest verdict; {@code OBSERVER} for the fleet or the coordinator
   * @param hypothesis the code of the cause; absent while the cause is open
   * @param mechanism the word of the cause
   * @param since the first failure
   */
  record IncidentEntry(
      String id,
      Optional<String> target,
      String blame,
      Optional<String> hypothesis,
      Optional<String> mechanism,
      Optional<ScopeEntry> scope,
      Optional<Double> probability,
      String headline,
      Instant since,
      Instant openedAt,
      Optional<Instant> closedAt,
      Optional<String> sweepId) {}

  /**
   * The watches.
   *
   * @param trouble why measuring cannot be trusted now
   * @param mistakes of the watch file, while its earlier content is in use
   * @param maintenance the windows of all watches, as in {@code MaintenanceOrder}
   * @param version of the watch file; empty without a file
   */
  record Watches(
      List<WatchEntry> watches,
      List<RouteEntry> routes,
      Optional<String> trouble,
      Optional<String> mistakes,
      List<String> maintenance,
      String version) {}

  /**
   * Values of a watch, as in the watch file; absent values stay as they are.
   *
   * @param target with the words of {@code parallax sweep}
   * @param defaults keys of the watch file that are left to its defaults
   * @param version of the watch file that the change is made for; absent for that in use
   */
  record WatchOrder(
      @JsonProperty(required = true) String target,
      Optional<String> interval,
      Optional<String> vantages,
      Optional<List<String>> inside,
      Optional<String> level,
      Optional<Double> probability,
      Optional<List<String>> arms,
      Optional<List<String>> routes,
      Optional<List<Integer>> expiryDays,
      Optional<List<String>> maintenance,
      Optional<Boolean> paused,
      Optional<List<String>> defaults,
      Optional<String> version) {}

  /**
   * Values of a route, as in the watch file; absent values stay as they are, and empty values
   * remove the key.
   *
   * @param secret the key, token or password; no answer has it
   * @param secretUrl a URL that is a secret; no answer has it
   * @param version of the watch file that the change is made for; absent for that in use
   */
  record RouteOrder(
      @JsonProperty(required = true) String name,
      Optional<String> type,
      Optional<String> language,
      Optional<String> url,
      Optional<String> server,
      Optional<String> from,
      Optional<String> to,
      Optional<String> user,
      Optional<String> tls,
      Optional<String> secret,
      Optional<String> secretUrl,
      Optional<String> version) {}

  /**
   * A route that was added or changed.
   *
   * @param version of the watch file with the change
   */
  record RouteChanged(String name, String version) {}

  /**
   * The maintenance windows of all watches.
   *
   * @param windows such as {@code sat,sun 02:00-04:00 Europe/Berlin} or {@code
   *     2026-12-01T02:00:00Z/2026-12-01T04:00:00Z}
   * @param version of the watch file that the change is made for; absent for that in use
   */
  record MaintenanceOrder(
      @JsonProperty(required = true) List<String> windows, Optional<String> version) {}

  /**
   * The maintenance windows that were set.
   *
   * @param version of the watch file with the change
   */
  record MaintenanceChanged(String version) {}

  /**
   * A watch that was added or changed.
   *
   * @param version of the watch file with the change
   */
  record WatchChanged(String target, String version) {}

  /**
   * A watch.
   *
   * @param nextLook absent while the look is late, and of a paused watch
   * @param incident the id of its open incident
   * @param failing whether a failure lasts
   * @param measured whether a look has shown it healthy or failing
   * @param paused whether no looks are made
   * @param withoutVantages whether no vantage matches its selector, so that no looks are made
   * @param unmatchedInside selectors of inside vantages that match none; sweeps run without them
   * @param slow the steps that take longer than their own history explains
   */
  record WatchEntry(
      String target,
      Duration interval,
      String vantages,
      List<String> inside,
      String level,
      double probability,
      List<String> routes,
      Optional<Instant> nextLook,
      Optional<String> incident,
      boolean failing,
      boolean measured,
      boolean maintenance,
      boolean paused,
      boolean withoutVantages,
      List<String> unmatchedInside,
      List<SlowPhaseEntry> slow,
      Optional<SilenceEntry> silence) {}

  /**
   * A step that takes longer at a vantage than its own history explains.
   *
   * @param phase {@code dns}, {@code tcp}, {@code tls} or {@code http}
   * @param now the median of the last three looks
   * @param usual the median of its history
   */
  record SlowPhaseEntry(String vantage, String phase, Duration now, Duration usual) {}

  /**
   * A route.
   *
   * @param hasSecret whether a key, token, password or secret URL is set
   * @param waiting the number of messages that are not delivered
   * @param lastError empty after a delivery
   */
  record RouteEntry(
      String name,
      String type,
      String language,
      boolean hasSecret,
      int waiting,
      Optional<Instant> lastMessage,
      Optional<String> lastError) {}

  /**
   * Reports of browsers in the last ten minutes; none without {@code parallax serve --nel}. They
   * can be forged, and change no verdict.
   */
  record BrowserReportGroups(List<BrowserReportGroup> groups) {}

  /**
   * Reports of browsers on one failure at one place.
   *
   * @param target the watched target; reports are on its scheme, host and port
   * @param failure a failure word of the report
   * @param network an autonomous system; absent when it is not known
   * @param country ISO 3166-1 alpha-2; absent when it is not known
   * @param requests the estimated number of failed requests that the reports stand for
   */
  record BrowserReportGroup(
      String target,
      String failure,
      Optional<String> network,
      Optional<String> country,
      int reports,
      long requests) {}

  /**
   * A silence to begin.
   *
   * @param minutes 1 to 43,200
   * @param reason 1 to 200 characters
   */
  record SilenceOrder(
      @JsonProperty(required = true) String target,
      @JsonProperty(required = true) int minutes,
      @JsonProperty(required = true) String reason) {}

  record SilenceEntry(
      String target, Instant startsAt, Instant endsAt, String author, String reason) {}
}
