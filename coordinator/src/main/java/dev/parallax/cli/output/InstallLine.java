package dev.parallax.cli.output;

import dev.parallax.installer.AdvertisedAddress;
import dev.parallax.model.vantage.JoinToken;

/**
 * The shell line that installs an agent: it fetches the authority's certificate, compares it with
 * the hash in the token, fetches the install script over TLS that this certificate authenticates,
 * and runs it from a file. The token is passed on standard input.
 */
public record InstallLine(JoinToken token, AdvertisedAddress address) {
  /** With curl(1). */
  public String curl() {
    return line(
        "curl -fsSk --http1.1 -o $d/ca https://%s/ca.pem",
        "curl -fsS --http1.1 --cacert $d/ca -o $d/i https://%s/agent.sh");
  }

  /** With wget(1), which proposes no protocol. */
  public String wget() {
    return line(
        "wget -nv --no-check-certificate -O $d/ca https://%s/ca.pem",
        "wget -nv --ca-certificate=$d/ca -O $d/i https://%s/agent.sh");
  }

  private String line(String certificate, String script) {
    return "t="
        + token.text()
        + " d=$(mktemp -d) && "
        + certificate.formatted(address)
        + " && { [ \"$(sed /-/d $d/ca | base64 -d | sha256sum)\" = \""
        + token.authority()
        + "  -\" ] || ! echo \""
        + address
        + " is not the coordinator of this token\" >&2; } && "
        + script.formatted(address)
        + " && echo $t | sh $d/i";
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "install line of " + token + " at " + address;
  }
}
