package dev.parallax.report.words;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Commands for checking a target by hand, safe to paste into a shell. */
final class CheckCommands {
  private final Target target;

  CheckCommands(Target target) {
    this.target = target;
  }

  /** {@code host:port}, the host in brackets when it is an IPv6 literal. */
  String authority() {
    return bracketed(target.host()) + ":" + target.port();
  }

  /** A handshake as in a base probe. */
  String openssl() {
    var peer = target.pinned().map(InetAddress::getHostAddress).orElse(target.host());
    return "openssl s_client -connect "
        + bracketed(peer)
        + ":"
        + target.port()
        + target.serverName().map(name -> " -servername " + name).orElse("")
        + (target.scheme().startsPlain() ? " -starttls " + target.scheme().word() : "");
  }

  /** The cleartext dialogue before TLS, as text. */
  String greeting() {
    var peer = target.pinned().map(InetAddress::getHostAddress).orElse(target.host());
    return target.scheme() == Scheme.SMTP
        ? "swaks --server " + peer + " --port " + target.port() + " --quit-after EHLO"
        : "nc -v " + peer + " " + target.port();
  }

  /** A request as in a base probe. */
  String curl() {
    var scheme = target.scheme().encrypted() ? "https" : "http";
    var url = scheme + "://" + authority() + target.path();
    return "curl -v" + target.pinned().map(this::resolve).orElse("") + " " + quoted(url);
  }

  private String resolve(InetAddress pinned) {
    var literal =
        pinned instanceof Inet6Address
            ? "[" + pinned.getHostAddress() + "]"
            : pinned.getHostAddress();
    return target.isAddressLiteral()
        ? ""
        : " --resolve " + target.host() + ":" + target.port() + ":" + literal;
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** Shell metacharacters are excluded, because the author of a link determines its path. */
  static String quoted(String url) {
    return url.matches("[A-Za-z0-9:/.\\[\\]@_-]*") ? url : "'" + url.replace("'", "%27") + "'";
  }
}
