package dev.parallax.web;

import dev.parallax.web.http.Answer;

/** Pages that only say one thing. */
final class Messages {
  private final Assets assets;

  Messages(Assets assets) {
    this.assets = assets;
  }

  Answer notFound(Visit visit) {
    return of(visit, 404, "error.notfound");
  }

  Answer of(Visit visit, int status, String key) {
    var page = new Page(visit, assets);
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
