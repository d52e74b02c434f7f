package dev.parallax.web.pages;

import dev.parallax.web.http.Answer;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.Visit;

/** Pages with a single message. */
public final class MessagePages {
  private final Assets assets;

  public MessagePages(Assets assets) {
    this.assets = assets;
  }

  public Answer notFound(Visit visit) {
    return of(visit, 404, "error.notfound");
  }

  public Answer of(Visit visit, int status, String key) {
    var page = new PageFrame(visit, assets);
    var html = page.html();
    return Answer.html(
        status,
        page.document(
            Integer.toString(status),
            () -> {
              html.element("h1", Integer.toString(status), "class", "status");
              html.element("p", visit.say(key));
              html.in("p", () -> html.element("a", visit.say("overview"), "href", "/"));
            }));
  }
}
