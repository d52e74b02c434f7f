package dev.parallax.agent.dns;

import dev.parallax.text.Printable;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The content of a response's OPT record (RFC 6891, RFC 8914).
 *
 * @param rcodeHigh the upper eight bits of the RCODE
 * @param bogus the resolver reports failed DNSSEC validation
 * @param detail the extended errors as text; empty without extended errors
 */
record ExtraRecord(int rcodeHigh, boolean bogus, String detail) {
  private static final ExtraRecord NONE = new ExtraRecord(0, false, "");
  private static final int EXTENDED_ERROR = 15;
  private static final int DETAIL_LIMIT = 120;

  /** Bogus, signature expired, not yet valid, DNSKEY, RRSIGs, zone key bit, NSEC. */
  private static final Set<Integer> BOGUS = Set.of(6, 7, 8, 9, 10, 11, 12);

  static ExtraRecord of(DnsResponse response) {
    for (int i = 0; i < response.count(DnsSection.ADDITIONAL); i++) {
      DnsRecord item = response.recordAt(DnsSection.ADDITIONAL, i);
      if (item.type().equals(DnsRecordType.OPT) && item instanceof DnsRawRecord raw) {
        return read((int) (raw.timeToLive() >>> 24), raw.content().duplicate());
      }
    }
    return NONE;
  }

  /** The IANA name of the complete code. */
  String rcode(DnsResponseCode low) {
    var text = DnsResponseCode.valueOf((rcodeHigh << 4) | low.intValue()).toString();
    return text.substring(0, text.indexOf('(')).toUpperCase(Locale.ROOT);
  }

  private static ExtraRecord read(int rcodeHigh, ByteBuf options) {
    var read = new ExtraRecord(rcodeHigh, false, "");
    while (options.readableBytes() >= 4) {
      int code = options.readUnsignedShort();
      var value = options.readSlice(options.readUnsignedShort());
      if (code == EXTENDED_ERROR) {
        read = read.with(value.readUnsignedShort(), value.toString(StandardCharsets.UTF_8));
      }
    }
    return read;
  }

  private ExtraRecord with(int error, String text) {
    var words = "extended error " + error + (text.isBlank() ? "" : " (" + text + ")");
    return new ExtraRecord(
        rcodeHigh,
        bogus || BOGUS.contains(error),
        Printable.collapsed(detail.isEmpty() ? words : detail + ", " + words, DETAIL_LIMIT));
  }
}
