package dev.parallax.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.PublishedFailureWords;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every cause has remedies, in every language, and those for the failure come first. */
final class RemediesTest {
  private static final Target SHOP = Target.parse("shop.example.com");

  @ParameterizedTest
  @EnumSource
  void everyCauseHasSome(Cause cause) {
    for (var language : Language.values()) {
      var texts = texts(language, SHOP, verdict(cause, Optional.empty()));
      assertTrue(texts.size() >= 2, cause + " " + language);
      texts.forEach(text -> assertFalse(text.contains("{") || text.contains("}"), text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cert_expired",
        "cert_not_yet_valid",
        "cert_name_mismatch",
        "cert_self_signed",
        "cert_unknown_issuer",
        "cert_incomplete_chain",
        "cert_revoked",
        "cert_weak_key_or_signature",
        "cert_malformed",
        "cert_invalid_issuer",
        "cert_bad_signature",
        "cert_wrong_purpose",
        "cert_name_constraint_violation",
        "cert_unknown_critical_extension",
        "cert_policy_violation",
        "cert_wrong_order",
        "cert_key_mismatch",
        "cert_chain_too_large"
      })
  void everyInvalidCertificateHasItsOwnFirst(String word) {
    var failure = Optional.of(new FailureWord(word));
    for (var language : Language.values()) {
      var own = texts(language, SHOP, verdict(Cause.CERTIFICATE_INVALID, failure));
      var any = texts(language, SHOP, verdict(Cause.CERTIFICATE_INVALID, Optional.empty()));
      assertTrue(own.size() > any.size(), word);
      assertEquals(any, own.subList(own.size() - any.size(), own.size()));
    }
  }

  /** The words of deploy/doc/certificates.md with clients that judge otherwise. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cert_name_mismatch",
        "cert_self_signed",
        "cert_unknown_issuer",
        "cert_incomplete_chain",
        "cert_revoked",
        "cert_weak_key_or_signature",
        "cert_malformed",
        "cert_invalid_issuer",
        "cert_wrong_purpose",
        "cert_name_constraint_violation",
        "cert_unknown_critical_extension",
        "cert_policy_violation"
      })
  void wordOnWhichClientsDiffer_namesThem_andWhichItFollows(String word) {
    var failure = Optional.of(new FailureWord(word));
    var english =
        String.join(" ", texts(Language.EN, SHOP, verdict(Cause.CERTIFICATE_INVALID, failure)));
    assertTrue(english.matches("(?s).*(OpenSSL|curl|Java|Go) .*"), english);
    assertTrue(english.contains("The word follows "), english);
    var chinese =
        String.join(" ", texts(Language.ZH, SHOP, verdict(Cause.CERTIFICATE_INVALID, failure)));
    assertTrue(chinese.matches("(?s).*(OpenSSL|curl|Java|Go).*"), chinese);
    assertTrue(chinese.contains("此词以"), chinese);
  }

  /** A remedy for an unknown word or scheme would never be looked up. */
  @Test
  void everyWordAndSchemeIsReal() {
    var words = PublishedFailureWords.FIXED.stream().map(FailureWord::word).toList();
    var schemes = Stream.of(Scheme.values()).map(one -> one.word()).toList();
    for (var key : Sentences.load(Language.EN).keys()) {
      var parts = key.split("\\.", -1);
      if (parts.length == 5 && parts[2].equals("word")) {
        var formed = parts[3].startsWith("alert_") || parts[3].startsWith("http_status_");
        assertTrue(formed || words.contains(parts[3]), key);
      }
      assertTrue(parts.length < 5 || !parts[2].equals("scheme") || schemes.contains(parts[3]), key);
    }
  }

  @Test
  void theSchemeDecidesToo() {
    var smtp = Target.parse("smtp://mail.example.com");
    var first =
        texts(Language.EN, smtp, verdict(Cause.WRONG_PROTOCOL, Optional.empty())).getFirst();
    assertTrue(first.startsWith("Port 465 speaks TLS at once"), first);
  }

  /** Commands of HTTP do not fit a target that starts TLS in cleartext. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "HTTP_ERROR",
        "WRONG_PROTOCOL",
        "REQUIRES_SOMETHING_OF_THE_CLIENT",
        "EDGE_BLOCKS_SOME_CLIENTS",
        "UNKNOWN"
      })
  void targetWithStartTls_hasRemediesOfItsProtocol(Cause cause) {
    for (var scheme : List.of("smtp", "imap", "pop3", "ldap", "postgres", "mysql", "xmpp")) {
      var target = Target.parse(scheme + "://mail.example.com");
      for (var language : Language.values()) {
        var texts =
            String.join(
                "\n",
                texts(language, target, verdict(cause, Optional.of(FailureWord.STARTTLS_POLICY))));
        assertFalse(texts.matches("(?s).*(curl|nginx|https?:|HTTP|WAF).*"), texts);
        assertTrue(
            texts.matches("(?s).*(swaks --server|nc -v|openssl s_client) .*mail.example.com.*"),
            texts);
      }
    }
  }

  /** Settings of web servers do not help at a server of another protocol. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cert_expired",
        "cert_name_mismatch",
        "cert_incomplete_chain",
        "alert_protocol_version",
        "alert_handshake_failure",
        "alert_unrecognized_name",
        "alert_internal_error",
        "unexpected_tls_version"
      })
  void certificateOrVersionsOfATargetWithStartTls_areThoseOfItsServer(String word) {
    var cause =
        word.startsWith("cert_")
            ? Cause.CERTIFICATE_INVALID
            : word.startsWith("alert_") ? Cause.NO_SHARED_TLS_PARAMETERS : Cause.HTTP_ERROR;
    var servers =
        Map.of(
            "smtp", "Postfix",
            "imap", "Dovecot",
            "pop3", "Dovecot",
            "ldap", "OpenLDAP",
            "postgres", "postgresql.conf",
            "mysql", "my.cnf",
            "xmpp", "Prosody");
    servers.forEach(
        (scheme, server) -> {
          var target = Target.parse(scheme + "://mail.example.com");
          for (var language : Language.values()) {
            var all = texts(language, target, verdict(cause, Optional.of(new FailureWord(word))));
            var texts = String.join("\n", all);
            assertTrue(texts.contains(server), texts);
            assertFalse(texts.matches("(?s).*(nginx|Apache|virtual host|curl -v).*"), texts);
            assertTrue(texts.contains(" -starttls " + scheme) || cause == Cause.HTTP_ERROR, texts);
            assertEquals(List.copyOf(new LinkedHashSet<>(all)), all, "no remedy twice");
          }
        });
  }

  /** A target of TCP alone has no handshake, no certificate and no page. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "HOST_DOWN",
        "PORT_NOT_LISTENING",
        "SERVICE_ABORTS_OR_STALLS",
        "HTTP_ERROR",
        "ONE_ADDRESS_BAD",
        "EDGE_BREAKS_EVERY_HANDSHAKE",
        "EDGE_DROPS_CONNECTIONS",
        "EDGE_REFUSES_CONNECTIONS",
        "EDGE_BLOCKS_SOME_CLIENTS",
        "PROTOCOL_FILTER",
        "UNKNOWN"
      })
  void targetOfTcpAlone_hasNoRemedyOfTls(Cause cause) {
    var target = Target.parse("tcp://cache.example.com:6379");
    for (var language : Language.values()) {
      var texts =
          String.join(
              "\n",
              texts(language, target, verdict(cause, Optional.of(FailureWord.UNEXPECTED_REPLY))));
      assertFalse(
          texts.matches("(?s).*(curl -v|nginx|openssl|ClientHello|certificate|证书).*"), texts);
    }
  }

  @Test
  void anOpenCauseHasTheFirstOfEach() {
    var scope = new Scope(Scope.Attribute.EVERYONE, "", List.of());
    var set =
        List.of(
            new Candidate(Cause.PORT_NOT_LISTENING, scope, 0.5),
            new Candidate(Cause.EDGE_REFUSES_CONNECTIONS, scope, 0.5));
    var texts = texts(Language.EN, SHOP, verdict(Optional.empty(), Optional.empty(), set));
    assertEquals(2, texts.size());
    assertTrue(texts.getFirst().startsWith("If O2 port_not_listening: "), texts.getFirst());
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example.com, openssl s_client -connect shop.example.com:443 -servername shop.example.com",
    "shop.example.com@192.0.2.1, "
        + "openssl s_client -connect 192.0.2.1:443 -servername shop.example.com",
    "[2001:db8::1]:8443, openssl s_client -connect [2001:db8::1]:8443",
    "smtp://mail.example.com, openssl s_client -connect mail.example.com:587 -servername"
        + " mail.example.com -starttls smtp",
  })
  void aHandshakeByHand(String target, String command) {
    var here = new CheckCommands(Target.parse(target)).openssl();
    assertEquals(command, here.replace("2001:db8:0:0:0:0:0:1", "2001:db8::1"));
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example.com, curl -v https://shop.example.com:443/",
    "http://shop.example.com/a, curl -v http://shop.example.com:80/a",
    "https://shop.example.com/a?b=$(id), curl -v 'https://shop.example.com:443/a?b=$(id)'",
    "shop.example.com@192.0.2.1, "
        + "curl -v --resolve shop.example.com:443:192.0.2.1 https://shop.example.com:443/",
  })
  void aRequestByHand(String target, String command) {
    assertEquals(command, new CheckCommands(Target.parse(target)).curl());
  }

  private static List<String> texts(Language language, Target target, Verdict verdict) {
    return Catalogue.of(language).remedies(target, verdict);
  }

  private static Verdict verdict(Cause cause, Optional<FailureWord> failure) {
    return verdict(Optional.of(cause), failure, List.of());
  }

  private static Verdict verdict(
      Optional<Cause> cause, Optional<FailureWord> failure, List<Candidate> set) {
    return new Verdict(
        Blame.ORIGIN,
        Optional.empty(),
        cause,
        failure,
        new Scope(Scope.Attribute.REGION, "ap", List.of()),
        Optional.empty(),
        0.9,
        false,
        Grade.STRONG,
        List.of(),
        List.of(),
        set,
        List.of(),
        List.of());
  }
}
