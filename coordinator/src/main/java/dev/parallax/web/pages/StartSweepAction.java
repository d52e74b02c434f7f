package dev.parallax.web.pages;

import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.model.value.SweepId;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.event.SweepListener;
import dev.parallax.sweep.request.NoVantagesException;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.text.Printable;
import dev.parallax.web.http.Answer;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import dev.parallax.web.request.Visitor;
import java.util.List;
import java.util.Optional;

/** Starts the sweep that a posted form requests. */
public final class StartSweepAction {
  /** The page is for people; larger requests need the command line. */
  private static final int AT_ONCE = 8;

  private final Sweeps sweeps;
  private final Audit audit;
  private final OverviewPage overview;

  public StartSweepAction(Sweeps sweeps, Audit audit, OverviewPage overview) {
    this.sweeps = sweeps;
    this.audit = audit;
    this.overview = overview;
  }

  /** Redirects to the sweep's page, or back to the form with its errors. */
  Answer start(Visit visit) {
    var form = SweepForm.of(visit.request());
    try {
      return begin(form.request(), visit.visitor())
          .map(sweep -> Answer.seeOther(Links.sweep(sweep)))
          .orElseGet(() -> refused(visit, form, 429, busy(visit)));
    } catch (IllegalArgumentException | NoVantagesException refused) {
      return refused(visit, form, 400, Printable.message(refused));
    }
  }

  /**
   * Starts a sweep; empty while as many sweeps run as are started here at once.
   *
   * @throws NoVantagesException as {@link Sweeps#start} does
   */
  public Optional<SweepId> begin(SweepRequest request, Visitor visitor) {
    if (sweeps.running() >= AT_ONCE) {
      return Optional.empty();
    }
    var sweep = sweeps.start(request, SweepListener.NONE);
    audit.record(visitor.name(), "sweep " + sweep + " of " + names(request));
    return Optional.of(sweep);
  }

  /** The sentence that too many sweeps run. */
  public static String busy(Visit visit) {
    return visit.say("form.busy", "count", AT_ONCE);
  }

  private static List<String> names(SweepRequest request) {
    return request.targets().stream().map(target -> Printable.of(target.name())).toList();
  }

  private Answer refused(Visit visit, SweepForm form, int status, String why) {
    return Answer.html(status, overview.write(visit, form, Optional.of(why)));
  }
}
