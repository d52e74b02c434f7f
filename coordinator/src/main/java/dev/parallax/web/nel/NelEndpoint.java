package dev.parallax.web.nel;

import dev.parallax.fleet.place.AddressDatabase;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.watch.browser.BrowserPlace;
import dev.parallax.watch.browser.BrowserWitnesses;
import dev.parallax.watch.browser.NelRefusal;
import dev.parallax.web.http.Answer;
import dev.parallax.web.http.ClientNetwork;
import dev.parallax.web.http.WebRequest;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import dev.parallax.web.request.WebRoutes;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/**
 * Receives reports of browsers, without a login and from every origin: a browser sends them by
 * itself, after a preflight (Reporting API, section 3.5.2).
 */
public final class NelEndpoint {
  private static final Map<String, String> CORS =
      Map.of(
          "access-control-allow-origin", "*",
          "access-control-allow-methods", "POST",
          "access-control-allow-headers", "content-type",
          "access-control-max-age", "86400");

  private final BrowserWitnesses browsers;
  private final AddressDatabase places;

  public NelEndpoint(BrowserWitnesses browsers, AddressDatabase places) {
    this.browsers = browsers;
    this.places = places;
  }

  /** Adds the path. */
  public void on(WebRoutes open) {
    open.on("OPTIONS", Links.NEL, visit -> permitted(Answer.text(204, "")))
        .on("POST", Links.NEL, visit -> permitted(take(visit)));
  }

  private static Answer permitted(Answer answer) {
    return answer.withDefaults(CORS);
  }

  private Answer take(Visit visit) {
    var request = visit.request();
    var client = client(request);
    return browsers
        .take(request.json(), client.prefix(), place(client))
        .map(NelEndpoint::refused)
        .orElseGet(() -> Answer.text(204, ""));
  }

  private static Answer refused(NelRefusal why) {
    return Answer.text(why == NelRefusal.RATE ? 429 : 400, "refused: " + why.word());
  }

  /** Behind a proxy on this host, the address that the proxy has added. */
  private static ClientNetwork client(WebRequest request) {
    return Optional.of(request.header("x-forwarded-for").orElse(""))
        .filter(list -> !list.isEmpty() && request.client().isLoopback())
        .map(list -> list.substring(list.lastIndexOf(',') + 1).strip())
        .flatMap(NelEndpoint::address)
        .map(ClientNetwork::of)
        .orElse(request.client());
  }

  private static Optional<InetAddress> address(String literal) {
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private BrowserPlace place(ClientNetwork client) {
    var found = places.lookUp(client.address());
    return new BrowserPlace(
        found.getOrDefault(Vantage.LOOKED_UP + Label.ASN, ""),
        found.getOrDefault(Vantage.LOOKED_UP + Label.COUNTRY, ""));
  }
}
