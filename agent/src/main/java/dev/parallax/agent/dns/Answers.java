package dev.parallax.agent.dns;

import dev.parallax.model.DnsStep.Answer;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The content of a response for the requested name. */
final class Answers {
  /** Maximum number of addresses of one query; further addresses are omitted. */
  private static final int LIMIT = 64;

  private static final int AD_OF_Z = 2;

  private Answers() {}

  static boolean authenticated(DnsResponse response) {
    return (response.z() & AD_OF_Z) != 0;
  }

  /**
   * The addresses of the name and of the aliases that follow from it, in order.
   *
   * @throws UnknownHostException when an address has a wrong length
   */
  static List<Answer> of(DnsResponse response, Question question) throws UnknownHostException {
    var names = new HashSet<>(Set.of(canonical(question.host())));
    var found = new ArrayList<Answer>();
    for (int i = 0; i < response.count(DnsSection.ANSWER) && found.size() < LIMIT; i++) {
      if (!(response.recordAt(DnsSection.ANSWER, i) instanceof DnsRawRecord raw)
          || !names.contains(canonical(raw.name()))) {
        continue;
      }
      if (raw.type().equals(DnsRecordType.CNAME)) {
        names.add(canonical(DefaultDnsRecordDecoder.decodeName(raw.content().duplicate())));
      } else if (raw.type().equals(question.type())) {
        found.add(new Answer(address(raw), Duration.ofSeconds(raw.timeToLive())));
      }
    }
    return found;
  }

  static String canonical(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static InetAddress address(DnsRawRecord item) throws UnknownHostException {
    var bytes = new byte[item.content().readableBytes()];
    item.content().getBytes(item.content().readerIndex(), bytes);
    if (bytes.length != (item.type().equals(DnsRecordType.A) ? 4 : 16)) {
      throw new UnknownHostException("an address of " + bytes.length + " bytes");
    }
    return InetAddress.getByAddress(bytes);
  }
}
