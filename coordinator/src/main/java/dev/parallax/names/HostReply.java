package dev.parallax.names;

import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.DnsStep.AddressRecord;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.AddressedEnvelope;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The answer to one query, or to both. */
record HostReply(String server, String rcode, List<AddressRecord> answers, boolean authenticated) {
  private static final int LIMIT = 64;
  private static final int AD_OF_Z = 2;
  private static final String NO_ERROR = "NOERROR";

  HostReply {
    answers = List.copyOf(answers);
  }

  /** Does not take ownership. */
  static HostReply of(AddressedEnvelope<DnsResponse, InetSocketAddress> envelope) {
    var response = envelope.content();
    var code = response.code().toString();
    return new HostReply(
        literal(envelope.sender()),
        code.substring(0, code.indexOf('(')).toUpperCase(Locale.ROOT),
        addresses(response),
        (response.z() & AD_OF_Z) != 0);
  }

  HostReply and(HostReply other) {
    return new HostReply(
        server,
        answers.isEmpty() && rcode.equals(NO_ERROR) ? other.rcode : rcode,
        Stream.concat(answers.stream(), other.answers.stream()).toList(),
        authenticated && other.authenticated);
  }

  DnsStep step(Duration took) {
    return new DnsStep(server, "udp", rcode, answers, authenticated, 0, List.of(), took);
  }

  private static List<AddressRecord> addresses(DnsResponse response) {
    var found = new ArrayList<AddressRecord>();
    for (int i = 0; i < response.count(DnsSection.ANSWER) && found.size() < LIMIT; i++) {
      if (response.recordAt(DnsSection.ANSWER, i) instanceof DnsRawRecord raw && isAddress(raw)) {
        found.add(new AddressRecord(address(raw), Duration.ofSeconds(raw.timeToLive())));
      }
    }
    return found;
  }

  private static boolean isAddress(DnsRawRecord raw) {
    return raw.type().equals(DnsRecordType.A) || raw.type().equals(DnsRecordType.AAAA);
  }

  private static InetAddress address(DnsRawRecord raw) {
    try {
      return InetAddress.getByAddress(ByteBufUtil.getBytes(raw.content()));
    } catch (UnknownHostException malformed) {
      throw new IllegalArgumentException("an address record of the wrong length", malformed);
    }
  }

  private static String literal(InetSocketAddress server) {
    var host = server.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
  }
}
