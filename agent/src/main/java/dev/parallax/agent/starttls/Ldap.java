package dev.parallax.agent.starttls;

import dev.parallax.agent.starttls.Ber.Element;
import dev.parallax.model.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/** The extended operation 1.3.6.1.4.1.1466.20037 (RFC 4511, sections 4.12 and 4.14). */
final class Ldap implements Dialogue {
  private static final byte[] OPERATION =
      "1.3.6.1.4.1.1466.20037".getBytes(StandardCharsets.US_ASCII);

  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int ENUMERATED = 0x0a;
  private static final int EXTENDED_RESPONSE = 0x78;

  /** Message 1: an ExtendedRequest with the name of the operation only. */
  @Override
  public Move opening() {
    var head = HexFormat.of().parseHex("301d02010177188016");
    var request = new byte[head.length + OPERATION.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(OPERATION, 0, request, head.length, OPERATION.length);
    return new Move.Say(Bytes.copyOf(request));
  }

  @Override
  public Move hear(Inbox inbox) {
    if (inbox.size() > 0 && inbox.at(0) != SEQUENCE) {
      return new Move.Malformed("no LDAP message");
    }
    return switch (Ber.whole(inbox)) {
      case Ber.Unfinished more -> Move.LISTEN;
      case Ber.Overlong wrong -> new Move.Malformed("no LDAP message of at most 4 KiB");
      case Ber.Whole(int length) -> answer(Ber.elements(inbox.take(length)));
    };
  }

  private static Move answer(List<Element> outer) {
    var fields = outer.size() == 1 ? outer.getFirst().inner() : List.<Element>of();
    if (fields.size() < 2
        || fields.get(0).tag() != INTEGER
        || fields.get(1).tag() != EXTENDED_RESPONSE) {
      return new Move.Malformed("no ExtendedResponse");
    }
    return result(fields.get(1).inner().iterator(), fields.get(0).number());
  }

  /** Message 0 is the server's own: a notice of disconnection (section 4.4.1). */
  private static Move result(Iterator<Element> fields, int message) {
    var code = fields.hasNext() ? fields.next() : Element.NONE;
    if (code.tag() != ENUMERATED) {
      return new Move.Malformed("an ExtendedResponse without result code");
    }
    if (code.number() == 0) {
      return message == 1 ? Move.Secure.AT_ONCE : new Move.Malformed("an answer to another");
    }
    return new Move.Refused("result %d %s".formatted(code.number(), diagnostic(fields)).strip());
  }

  private static String diagnostic(Iterator<Element> fields) {
    var matched = fields.hasNext() ? fields.next() : Element.NONE;
    var message = fields.hasNext() ? fields.next() : Element.NONE;
    return matched.tag() == OCTETS && message.tag() == OCTETS ? message.text() : "";
  }
}
