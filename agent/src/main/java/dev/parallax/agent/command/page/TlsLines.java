package dev.parallax.agent.command.page;

import static dev.parallax.agent.command.page.ObservationPage.inParentheses;
import static dev.parallax.agent.command.page.ObservationPage.ms;
import static dev.parallax.agent.command.page.ObservationPage.word;
import static dev.parallax.agent.command.page.ObservationPage.words;

import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.TlsStep;
import java.util.function.BiConsumer;

/**
 * The lines of a TLS step: handshake, ClientHello, bytes, lines in cleartext, certificates, staple.
 *
 * @param line prints a name and its value
 */
record TlsLines(BiConsumer<String, String> line) {
  void print(TlsStep step) {
    var agreed = step.agreed();
    line.accept(
        "  tls",
        words(
            ms(step.took()),
            agreed.version(),
            agreed.cipher(),
            agreed.group(),
            agreed.alpn(),
            "sni " + step.hello().serverName().orElse("none"),
            step.certificateRequested() ? "client certificate requested" : ""));
    if (step.hello().bytes() > 0) {
      hello(step);
    }
    step.cleartext()
        .lines()
        .forEach(received -> line.accept("  cleartext", "\"" + received + "\""));
    step.chain().forEach(facts -> line.accept("  certificate", certificate(facts)));
    step.staple()
        .ifPresent(
            staple ->
                line.accept("  staple", word(staple.status()) + inParentheses(staple.detail())));
  }

  private void hello(TlsStep step) {
    line.accept(
        "  hello",
        words(
            step.hello().bytes() + " bytes",
            step.hello().ja4(),
            step.hello().hash().isEmpty() ? "" : "sha256 " + step.hello().hash()));
    line.accept(
        "  bytes",
        words(
            step.traffic().bytesSent() + " sent in " + records(step.traffic().recordsSent()) + ",",
            step.traffic().bytesReceived() + " received in",
            records(step.traffic().recordsReceived()) + ",",
            "last " + ms(step.sinceLastSend()) + " after we sent",
            step.traffic().firstBytes().map(text -> "first bytes \"" + text + "\"").orElse("")));
  }

  private static String records(long count) {
    return count == 1 ? "1 record" : count + " records";
  }

  private static String certificate(CertificateFacts facts) {
    return words(
        facts.subject().isEmpty() ? "(no subject)" : facts.subject(),
        "by",
        facts.issuer(),
        facts.notBefore() + " to " + facts.notAfter(),
        facts.key());
  }
}
