package dev.parallax.peer;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A resolver over UDP with a fixed list of addresses; any other name does not exist for it. */
public final class DnsResponder extends SimpleChannelInboundHandler<DatagramDnsQuery> {
  private static final long TTL_SECONDS = 60;

  private final Map<String, List<InetAddress>> addresses;

  private DnsResponder(Map<String, List<InetAddress>> addresses) {
    this.addresses = addresses;
  }

  /**
   * Starts a responder with one address for each name.
   *
   * @param addresses by lower-case name without a final dot
   * @return its address
   * @throws IOException if the address is in use
   */
  public static InetSocketAddress start(
      PeerLoop loop, InetSocketAddress at, Map<String, InetAddress> addresses) throws IOException {
    var lists = new HashMap<String, List<InetAddress>>();
    addresses.forEach((name, address) -> lists.put(name, List.of(address)));
    return startWithLists(loop, at, lists);
  }

  /** The same with any number of addresses of each name, of either family. */
  public static InetSocketAddress startWithLists(
      PeerLoop loop, InetSocketAddress at, Map<String, List<InetAddress>> addresses)
      throws IOException {
    var known = Map.copyOf(addresses);
    return loop.receive(
        at,
        channel ->
            channel
                .pipeline()
                .addLast(new DatagramDnsQueryDecoder())
                .addLast(new DatagramDnsResponseEncoder())
                .addLast(new DnsResponder(known)));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
    DnsQuestion question = query.recordAt(DnsSection.QUESTION);
    var response =
        new DatagramDnsResponse(
            /* sender= */ query.recipient(), /* recipient= */ query.sender(), query.id());
    response.setRecursionDesired(query.isRecursionDesired());
    response.setRecursionAvailable(true);
    response.addRecord(DnsSection.QUESTION, question);
    answer(question, response);
    var _ = context.writeAndFlush(response);
  }

  private void answer(DnsQuestion question, DatagramDnsResponse response) {
    var known = addresses.get(plain(question.name()));
    if (known == null) {
      response.setCode(DnsResponseCode.NXDOMAIN);
      return;
    }
    known.stream()
        .filter(address -> question.type().equals(typeOf(address)))
        .map(address -> record(question, address))
        .forEach(record -> response.addRecord(DnsSection.ANSWER, record));
  }

  private static DnsRecordType typeOf(InetAddress address) {
    return address instanceof Inet4Address ? DnsRecordType.A : DnsRecordType.AAAA;
  }

  private static DnsRecord record(DnsQuestion question, InetAddress address) {
    return new DefaultDnsRawRecord(
        question.name(),
        question.type(),
        TTL_SECONDS,
        Unpooled.wrappedBuffer(address.getAddress()));
  }

  private static String plain(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable malformedQuery) {
    // A malformed datagram has no effect on the next one.
  }
}
