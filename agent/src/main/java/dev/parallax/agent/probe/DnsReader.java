package dev.parallax.agent.probe;

import dev.parallax.agent.classify.DnsFailures;
import dev.parallax.agent.classify.DnsReply;
import dev.parallax.model.DnsStep.Answer;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
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

/** A decoded response as a value; takes no ownership of it. */
final class DnsReader {
  private static final int AD_OF_Z = 2;
  private static final int EXTENDED_ERROR = 15;

  /** Bogus, signature expired, not yet valid, DNSKEY, RRSIGs, zone key bit, NSEC (RFC 8914). */
  private static final Set<Integer> BOGUS = Set.of(6, 7, 8, 9, 10, 11, 12);

  private DnsReader() {}

  /** Whether this response repeats the question asked. */
  static boolean answers(DnsResponse response, DnsQuery query) {
    return response.count(DnsSection.QUESTION) == 1
        && response.recordAt(DnsSection.QUESTION) instanceof DnsQuestion question
        && canonical(question.name()).equals(canonical(query.name()))
        && question.type().equals(query.type());
  }

  static DnsReply read(DnsResponse response, DnsQuery query) {
    try {
      return new DnsReply.Answered(
          rcode(response),
          addresses(response, query),
          (response.z() & AD_OF_Z) != 0,
          isBogus(response));
    } catch (UnknownHostException | RuntimeException malformed) {
      return new DnsReply.Failed(DnsFailures.malformed("unreadable record: " + malformed));
    }
  }

  private static String rcode(DnsResponse response) {
    var text = response.code().toString();
    return text.substring(0, text.indexOf('(')).toUpperCase(Locale.ROOT);
  }

  /** The addresses of the name and of the aliases that follow from it, in order. */
  private static List<Answer> addresses(DnsResponse response, DnsQuery query)
      throws UnknownHostException {
    var names = new HashSet<>(Set.of(canonical(query.name())));
    var found = new ArrayList<Answer>();
    for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
      DnsRecord item = response.recordAt(DnsSection.ANSWER, i);
      if (!(item instanceof DnsRawRecord raw) || !names.contains(canonical(raw.name()))) {
        continue;
      }
      if (raw.type().equals(DnsRecordType.CNAME)) {
        names.add(canonical(DefaultDnsRecordDecoder.decodeName(raw.content().duplicate())));
      } else if (raw.type().equals(query.type())) {
        found.add(new Answer(address(raw), Duration.ofSeconds(raw.timeToLive())));
      }
    }
    return found;
  }

  private static InetAddress address(DnsRawRecord item) throws UnknownHostException {
    var bytes = new byte[item.content().readableBytes()];
    item.content().getBytes(item.content().readerIndex(), bytes);
    if (bytes.length != (item.type().equals(DnsRecordType.A) ? 4 : 16)) {
      throw new UnknownHostException("an address of " + bytes.length + " bytes");
    }
    return InetAddress.getByAddress(bytes);
  }

  private static boolean isBogus(DnsResponse response) {
    for (int i = 0; i < response.count(DnsSection.ADDITIONAL); i++) {
      DnsRecord item = response.recordAt(DnsSection.ADDITIONAL, i);
      if (item.type().equals(DnsRecordType.OPT)
          && item instanceof DnsRawRecord raw
          && saysBogus(raw.content().duplicate())) {
        return true;
      }
    }
    return false;
  }

  private static boolean saysBogus(ByteBuf options) {
    while (options.readableBytes() >= 4) {
      int code = options.readUnsignedShort();
      var value = options.readSlice(options.readUnsignedShort());
      if (code == EXTENDED_ERROR && BOGUS.contains(value.readUnsignedShort())) {
        return true;
      }
    }
    return false;
  }

  private static String canonical(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
