package dev.parallax.web.pages;

import dev.parallax.model.endpoint.Target;
import dev.parallax.report.html.Markup;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.VantageSelector;
import dev.parallax.web.http.WebRequest;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fields of the form that starts a sweep.
 *
 * @param targets separated by white space
 * @param inside selectors of inside vantages, each with {@code =ADDRESS} where it has a route of
 *     its own, separated by white space
 */
record SweepForm(String targets, String from, String inside, String trials) {
  private static final int TARGETS = 100;
  static final SweepForm EMPTY =
      new SweepForm("", "", "", Integer.toString(SweepRequest.DEFAULT_TRIALS));

  static SweepForm of(WebRequest posted) {
    return new SweepForm(
        posted.field("targets"),
        posted.field("from"),
        posted.field("inside"),
        posted.field("trials"));
  }

  static SweepForm about(Target target) {
    return new SweepForm(target.name(), EMPTY.from, EMPTY.inside, EMPTY.trials);
  }

  /**
   * The request of the form.
   *
   * @throws IllegalArgumentException naming the invalid value and the expected form
   */
  SweepRequest request() {
    var wanted = words(targets).map(Target::parse).distinct().toList();
    if (wanted.isEmpty() || wanted.size() > TARGETS) {
      throw new IllegalArgumentException(
          "a sweep started here has 1 to " + TARGETS + " targets, got: " + wanted.size());
    }
    return new SweepRequest(
        wanted,
        VantageSelector.parse(from),
        words(inside).map(SweepForm::inside).toList(),
        number(trials),
        SweepRequest.DEFAULT_DEADLINE,
        SweepRequest.DEFAULT_STEP_TIMEOUT,
        Set.of());
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.strip().split("\\s+", -1)).filter(word -> !word.isEmpty());
  }

  private static int number(String text) {
    if (!text.strip().matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException("trials are 1 to 100, got: " + text);
    }
    return Integer.parseInt(text.strip());
  }

  private static SweepRequest.InsideVantages inside(String text) {
    int cut = text.lastIndexOf('=');
    var route = cut < 0 ? Optional.<InetAddress>empty() : address(text.substring(cut + 1));
    var selector = route.isPresent() ? text.substring(0, cut) : text;
    return new SweepRequest.InsideVantages(VantageSelector.parse(selector), route);
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException label) {
      return Optional.empty();
    }
  }

  void write(Markup html, Visit visit, Optional<String> problem) {
    html.in("form", () -> fields(html, visit, problem), "method", "post", "action", Links.SWEEPS);
  }

  private void fields(Markup html, Visit visit, Optional<String> problem) {
    PageFrame.key(html, visit);
    problem.ifPresent(detail -> PageFrame.problem(html, detail));
    html.element("label", visit.say("form.targets"), "for", "form-targets");
    html.in(
        "textarea",
        () -> words(targets).forEach(word -> html.text(word).line()),
        "id",
        "form-targets",
        "name",
        "targets",
        "rows",
        Long.toString(Math.clamp(words(targets).count(), 2, 8)),
        "required",
        "required",
        "spellcheck",
        "false",
        "autocapitalize",
        "none",
        "placeholder",
        "https://www.example.net");
    html.in("div", () -> options(html, visit), "class", "options");
    html.element("button", visit.say("form.start"), "type", "submit");
  }

  private void options(Markup html, Visit visit) {
    for (var field :
        List.of(
            List.of("from", from, visit.say("form.from.all")),
            List.of("inside", inside, ""),
            List.of("trials", trials, ""))) {
      var name = field.get(0);
      html.in(
          "div",
          () -> {
            html.element("label", visit.say("form." + name), "for", "form-" + name);
            html.empty(
                "input",
                "id",
                "form-" + name,
                "name",
                name,
                "value",
                field.get(1),
                "placeholder",
                field.get(2),
                "title",
                visit.say("form." + name + ".help"),
                "autocapitalize",
                "none",
                "inputmode",
                name.equals("trials") ? "numeric" : "text");
          });
    }
  }
}
