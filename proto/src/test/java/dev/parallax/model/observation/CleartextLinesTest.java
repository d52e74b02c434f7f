package dev.parallax.model.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CleartextLinesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "250-STARTTLS; true",
        "250 starttls; true",
        "250-STARTTLS required; true",
        "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED; true",
        "* OK [CAPABILITY IMAP4rev1 STARTTLS] ready; true",
        "STLS; true",
        "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>; true",
        "250-XXXXXXXA; false",
        "250-PIPELINING; false",
        "454 STARTTLS not available; false",
        "502 5.5.1 STARTTLS not implemented; false",
        "220 no STARTTLS here; false",
        "* CAPABILITY IMAP4rev1 NOSTARTTLS; false",
        "-ERR STLS; false"
      })
  void offer_isACapabilityAndNoOtherLine(String line, boolean offered) {
    assertEquals(offered, new CleartextLines(List.of(line)).offersTls());
  }
}
