package dev.parallax.web.access;

import dev.parallax.fleet.authority.Role;
import dev.parallax.fleet.enrolment.Admission;
import dev.parallax.fleet.enrolment.RefusedException;
import dev.parallax.web.http.ClientNetwork;
import dev.parallax.web.http.WebRequest;
import dev.parallax.web.request.Digests;
import dev.parallax.web.request.Visitor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;

/** Decides on access: by certificate, by session, by token, or because access is open to all. */
public final class AccessControl {
  static final String COOKIE = "parallax_session";
  public static final String FORM_KEY = "key";
  private static final String BEARER = "bearer ";
  private static final int KEY_BYTES = 32;

  private final WebConfig config;
  private final Admission admission;
  private final Sessions sessions;
  private final LoginThrottle attempts;
  private final byte[] formKey = new byte[KEY_BYTES];

  public AccessControl(
      WebConfig config,
      Admission admission,
      Sessions sessions,
      LoginThrottle attempts,
      SecureRandom random) {
    this.config = config;
    this.admission = admission;
    this.sessions = sessions;
    this.attempts = attempts;
    random.nextBytes(formKey);
  }

  /** Empty when the request has no valid credential. */
  public Optional<Visitor> visitor(WebRequest request) {
    return request
        .certificate()
        .flatMap(this::operator)
        .or(() -> session(request))
        .or(() -> bearer(request))
        .or(this::anyone);
  }

  /** Whether a token can be typed in. */
  public boolean hasLogin() {
    return config.token().isPresent();
  }

  /** How a login went. */
  public enum Login {
    IN,
    WRONG,
    TOO_OFTEN
  }

  /** Compares a token; the right token is accepted after any number of wrong tokens. */
  public Login login(String shown, ClientNetwork client) {
    if (isToken(shown)) {
      return Login.IN;
    }
    return attempts.failed(client) ? Login.TOO_OFTEN : Login.WRONG;
  }

  /** The result of a wrong token in the header; {@code WRONG} also without a token. */
  public Login refused(WebRequest request) {
    return presentedToken(request).map(token -> login(token, request.client())).orElse(Login.WRONG);
  }

  private boolean isToken(String shown) {
    return config.token().filter(token -> token.matches(shown.strip())).isPresent();
  }

  /** The cookie of a new session. */
  public String sessionCookie(WebRequest request) {
    return cookie(sessions.begin(), Sessions.LIFETIME.toSeconds(), request);
  }

  /** Ends the session and deletes its cookie. */
  public String endedCookie(WebRequest request) {
    request.cookie(COOKIE).ifPresent(sessions::end);
    return cookie("", 0, request);
  }

  /** The key that a form of this visitor must contain. */
  public String formKey(String session) {
    return Digests.keyed(formKey, session);
  }

  /**
   * Whether a posted form comes from one of our own pages: a browser sends its origin, and only our
   * page contains the key.
   */
  public boolean isOwnForm(WebRequest request, String session) {
    var own = formKey(session).getBytes(StandardCharsets.US_ASCII);
    var sent = request.field(FORM_KEY).getBytes(StandardCharsets.UTF_8);
    return isSameOrigin(request) && MessageDigest.isEqual(own, sent);
  }

  /**
   * Whether a request to the API can come from a program or one of our own pages alone: a browser
   * asks before it sends JSON or DELETE to another origin, and this server does not permit it.
   */
  public boolean isOwnCall(WebRequest request) {
    return isSameOrigin(request) && (request.isJson() || request.method().equals("DELETE"));
  }

  private static boolean isSameOrigin(WebRequest request) {
    var scheme = request.secure() ? "https://" : "http://";
    var host = request.header("host").orElse("").toLowerCase(Locale.ROOT);
    // Behind a proxy that terminates TLS the scheme differs; only the host is compared.
    return request
        .header("origin")
        .map(origin -> origin.toLowerCase(Locale.ROOT))
        .filter(origin -> !origin.equals(scheme + host) && !origin.equals("https://" + host))
        .isEmpty();
  }

  private String cookie(String value, long seconds, WebRequest request) {
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(COOKIE, value, seconds, request.secure() ? "; Secure" : "");
  }

  private Optional<Visitor> operator(X509Certificate certificate) {
    try {
      return admission.admit(certificate) instanceof Role.Operator operator
          ? Optional.of(
              new Visitor("operator " + operator.name(), "operator " + operator.name(), false))
          : Optional.empty();
    } catch (RefusedException refused) {
      return Optional.empty();
    }
  }

  private Optional<Visitor> session(WebRequest request) {
    return request
        .cookie(COOKIE)
        .filter(sessions::isOpen)
        .map(secret -> new Visitor("web login", secret, true));
  }

  /** For programs such as Prometheus, which cannot log in. */
  private Optional<Visitor> bearer(WebRequest request) {
    return presentedToken(request)
        .filter(this::isToken)
        .map(token -> new Visitor("web token", "bearer", false));
  }

  private static Optional<String> presentedToken(WebRequest request) {
    return request
        .header("authorization")
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()));
  }

  private Optional<Visitor> anyone() {
    return config.isOpen()
        ? Optional.of(new Visitor("web loopback", "loopback", false))
        : Optional.empty();
  }
}
