package dev.parallax.watch.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The receivers of messages, and the settings of each. */
public enum RouteKind {
  WEBHOOK(Set.of(Setting.URL), Set.of(Setting.URL_FILE, Setting.SECRET_FILE)),
  ALERTMANAGER(Set.of(Setting.URL), Set.of(Setting.URL_FILE, Setting.SECRET_FILE)),
  SLACK(Set.of(Setting.URL_FILE), Set.of()),
  PAGERDUTY(Set.of(Setting.SECRET_FILE), Set.of(Setting.URL)),
  FEISHU(Set.of(Setting.URL_FILE), Set.of(Setting.SECRET_FILE)),
  DINGTALK(Set.of(Setting.URL_FILE), Set.of(Setting.SECRET_FILE)),
  WECOM(Set.of(Setting.URL_FILE), Set.of()),
  NTFY(Set.of(Setting.URL), Set.of(Setting.URL_FILE, Setting.SECRET_FILE)),
  SMTP(
      Set.of(Setting.SERVER, Setting.FROM, Setting.TO),
      Set.of(Setting.USER, Setting.SECRET_FILE, Setting.TLS)),
  COMMAND(Set.of(Setting.COMMAND), Set.of());

  /** A key of a route in the watch file. */
  public enum Setting {
    URL,
    /** The file whose first line is the URL, for URLs that are secrets. */
    URL_FILE,
    /** The file whose first line is the key, token or password. */
    SECRET_FILE,
    /** {@code host:port}. */
    SERVER,
    FROM,
    TO,
    USER,
    /** {@code none}, {@code starttls} or {@code tls}. */
    TLS,
    /** An absolute path; the message is its standard input. */
    COMMAND;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // of Set.of
  private final Set<Setting> required;

  @SuppressWarnings("ImmutableEnumChecker") // of Set.of
  private final Set<Setting> optional;

  RouteKind(Set<Setting> required, Set<Setting> optional) {
    this.required = required;
    this.optional = optional;
  }

  /** Of which a route has each; {@code url-file} stands for {@code url} where both are taken. */
  public Set<Setting> required() {
    return required;
  }

  public boolean takes(Setting setting) {
    return required.contains(setting) || optional.contains(setting);
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RouteKind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
