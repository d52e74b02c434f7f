package dev.parallax.agent.dns;

import dev.parallax.agent.classify.DnsReply;
import dev.parallax.text.Printable;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Parses messages from any transport. Netty decodes the wire format. */
final class ReplyReader extends DatagramDnsResponseDecoder {
  private static final int HEADER = 12;
  private static final int FLAGS_AT = 2;
  private static final int COUNTS_AT = 4;
  private static final DnsSection[] SECTIONS = {
    DnsSection.QUESTION, DnsSection.ANSWER, DnsSection.AUTHORITY, DnsSection.ADDITIONAL
  };
  private static final InetSocketAddress NOWHERE =
      new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);

  /** Does not take ownership of the message. */
  Reading read(ChannelHandlerContext context, ByteBuf message, Question question) {
    int start = message.readerIndex();
    if (message.readableBytes() < HEADER) {
      return new Reading.Stray("a message of " + message.readableBytes() + " bytes");
    }
    boolean reply = message.getByte(start + FLAGS_AT) < 0;
    if (!reply || message.getUnsignedShort(start) != question.id()) {
      return new Reading.Stray("a reply with an unknown query id");
    }
    try {
      return decoded(context, message, question);
    } catch (Exception malformed) {
      return new Reading.Malformed(Printable.message(malformed));
    }
  }

  private Reading decoded(ChannelHandlerContext context, ByteBuf message, Question question)
      throws Exception {
    var response =
        decodeResponse(context, new DatagramPacket(message.duplicate(), NOWHERE, NOWHERE));
    try {
      if (!answers(response, question)) {
        return new Reading.Malformed("a reply to another question");
      }
      if (response.isTruncated()) {
        return new Reading.Truncated();
      }
      return isWhole(response, message)
          ? new Reading.Reply(answered(response, question))
          : new Reading.Malformed("fewer records than the header counts");
    } finally {
      response.release();
    }
  }

  /** A server that could not parse the query may omit it from its error. */
  private static boolean answers(DnsResponse response, Question question) {
    return response.count(DnsSection.QUESTION) == 0
        ? !response.code().equals(DnsResponseCode.NOERROR)
        : response.count(DnsSection.QUESTION) == 1
            && response.recordAt(DnsSection.QUESTION) instanceof DnsQuestion asked
            && isSame(asked, question);
  }

  private static boolean isSame(DnsQuestion asked, Question question) {
    return Answers.canonical(asked.name()).equals(Answers.canonical(question.host()))
        && asked.type().equals(question.type());
  }

  /** The decoder stops without a word where a message ends early. */
  private static boolean isWhole(DnsResponse response, ByteBuf message) {
    for (int i = 0; i < SECTIONS.length; i++) {
      int promised = message.getUnsignedShort(message.readerIndex() + COUNTS_AT + 2 * i);
      if (response.count(SECTIONS[i]) != promised) {
        return false;
      }
    }
    return true;
  }

  private static DnsReply.Answered answered(DnsResponse response, Question question)
      throws Exception {
    var extra = ExtraRecord.of(response);
    var answers = Answers.of(response, question);
    return new DnsReply.Answered(
        extra.rcode(response.code()),
        answers.addresses(),
        answers.aliases(),
        Answers.authenticated(response),
        extra.bogus(),
        extra.detail(),
        response.isAuthoritativeAnswer(),
        answers.nameServers());
  }
}
