package dev.parallax.web.watch;

import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.model.endpoint.Target;
import dev.parallax.text.Printable;
import dev.parallax.watch.route.DeliveryException;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.web.http.Answer;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** What posted forms do with watches. */
final class WatchActions {
  /** A test waits for its receiver, and other requests must not wait for it. */
  private static final int TESTS_AT_ONCE = 2;

  private final WatchDesk desk;
  private final Audit audit;
  private final WatchesPage page;
  private final Semaphore tests = new Semaphore(TESTS_AT_ONCE);

  WatchActions(WatchDesk desk, Audit audit, WatchesPage page) {
    this.desk = desk;
    this.audit = audit;
    this.page = page;
  }

  Answer silence(Visit visit) {
    var form = SilenceForm.of(visit.request());
    try {
      var target = Target.parse(form.target()).name();
      var silence = desk.silence(target, form.duration(), form.reason(), visit.visitor().name());
      audit.record(
          visit.visitor().name(), "silence " + Printable.of(target) + " until " + silence.endsAt());
      return Answer.seeOther(Links.WATCHES);
    } catch (IllegalArgumentException refused) {
      return Answer.html(
          400, page.write(visit, form, Optional.of(Printable.message(refused)), Optional.empty()));
    }
  }

  Answer unsilence(Visit visit) {
    var target = visit.request().field("target");
    if (desk.unsilence(target)) {
      audit.record(visit.visitor().name(), "unsilence " + Printable.of(target));
    }
    return Answer.seeOther(Links.WATCHES);
  }

  Answer test(Visit visit) {
    var route = visit.request().field("route");
    if (!tests.tryAcquire()) {
      return news(visit, 429, visit.say("route.busy"));
    }
    try {
      desk.test(route);
      return news(visit, 200, visit.say("route.tested", "route", route));
    } catch (IllegalArgumentException unknown) {
      return news(visit, 400, Printable.message(unknown));
    } catch (DeliveryException refused) {
      var parameters = Map.of("route", route, "error", Printable.message(refused));
      return news(visit, 200, visit.say("route.untested", parameters));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return news(visit, 503, visit.say("error.internal"));
    } finally {
      tests.release();
    }
  }

  private Answer news(Visit visit, int status, String text) {
    return Answer.html(
        status, page.write(visit, SilenceForm.of(""), Optional.empty(), Optional.of(text)));
  }
}
