package dev.parallax.web.watch;

import dev.parallax.report.html.Markup;
import dev.parallax.web.http.WebRequest;
import dev.parallax.web.pages.PageFrame;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of the form that silences a target.
 *
 * @param length a word of the list of lengths
 */
record SilenceForm(String target, String length, String reason) {
  private static final Map<String, Duration> LENGTHS = lengths();
  private static final String FIRST = "1h";

  private static Map<String, Duration> lengths() {
    var lengths = new LinkedHashMap<String, Duration>();
    for (int hours : List.of(1, 4, 12)) {
      lengths.put(hours + "h", Duration.ofHours(hours));
    }
    for (int days : List.of(1, 3, 7, 30)) {
      lengths.put(days + "d", Duration.ofDays(days));
    }
    return lengths;
  }

  static SilenceForm of(String target) {
    return new SilenceForm(target, FIRST, "");
  }

  static SilenceForm of(WebRequest posted) {
    return new SilenceForm(posted.field("target"), posted.field("length"), posted.field("reason"));
  }

  /**
   * The length of the silence.
   *
   * @throws IllegalArgumentException naming the value and the expectation
   */
  Duration duration() {
    return Optional.ofNullable(LENGTHS.get(length))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a length of "
                        + String.join(", ", LENGTHS.keySet())
                        + ", got: "
                        + length));
  }

  /**
   * Writes the form.
   *
   * @param targets to select from
   */
  void write(Markup html, Visit visit, List<String> targets, Optional<String> problem) {
    html.in(
        "form",
        () -> fields(html, visit, targets, problem),
        "method",
        "post",
        "action",
        Links.SILENCE,
        "class",
        "silence");
  }

  private void fields(Markup html, Visit visit, List<String> targets, Optional<String> problem) {
    PageFrame.key(html, visit);
    problem.ifPresent(detail -> PageFrame.problem(html, detail));
    html.in("div", () -> targets(html, visit, targets), "class", "grow");
    html.in("div", () -> lengths(html, visit));
    html.in("div", () -> reason(html, visit), "class", "grow");
    html.element("button", visit.say("silence.begin"), "type", "submit");
  }

  private void targets(Markup html, Visit visit, List<String> targets) {
    html.element("label", visit.say("silence.target"), "for", "silence-target");
    html.in(
        "select",
        () -> targets.forEach(one -> option(html, one, one, target)),
        "id",
        "silence-target",
        "name",
        "target");
  }

  private void lengths(Markup html, Visit visit) {
    html.element("label", visit.say("silence.length"), "for", "silence-length");
    html.in(
        "select",
        () ->
            LENGTHS.forEach(
                (word, duration) ->
                    option(html, word, IncidentText.length(visit, duration), length)),
        "id",
        "silence-length",
        "name",
        "length");
  }

  private void reason(Markup html, Visit visit) {
    html.element("label", visit.say("silence.reason"), "for", "silence-reason");
    html.empty(
        "input",
        "id",
        "silence-reason",
        "name",
        "reason",
        "value",
        reason,
        "required",
        "required",
        "maxlength",
        "200");
  }

  static void option(Markup html, String value, String text, String chosen) {
    if (value.equals(chosen)) {
      html.element("option", text, "value", value, "selected", "selected");
    } else {
      html.element("option", text, "value", value);
    }
  }
}
