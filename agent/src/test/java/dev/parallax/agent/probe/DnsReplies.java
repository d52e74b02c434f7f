package dev.parallax.agent.probe;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The replies of a name server over any transport, and their failure words. */
final class DnsReplies {
  static final int NOERROR = 0x8180;
  static final int FORMERR = 0x8181;
  static final int SERVFAIL = 0x8182;
  static final int NXDOMAIN = 0x8183;
  static final int REFUSED = 0x8185;
  static final int TRUNCATED = 0x8380;

  /** OPT with extended error 6, DNSSEC bogus. */
  private static final byte[] BOGUS = hex("00 0029 04d0 00000000 0006 000f 0002 0006");

  /** OPT with the upper bits of BADVERS (16). */
  private static final byte[] BADVERS = hex("00 0029 04d0 01000000 0000");

  /** A CNAME to a name that points to itself. */
  private static final byte[] LOOP = hex("c0ff 0005 0001 0000003c 0002 c0ff");

  /** The second of two names that point at each other. */
  private static final byte[] AHEAD = hex("ffff 0005 0001 0000003c 0002 c00c");

  private static final byte[] LONG = DnsPeer.record(1, new byte[5]);
  private static final byte[] LONG_V6 = DnsPeer.record(28, new byte[5]);

  /** CNAME a.b, and an address of a.b. */
  private static final byte[] ALIAS = hex("c00c 0005 0001 0000003c 0005 01 61 01 62 00");

  private static final byte[] AT_ALIAS = hex("01 61 01 62 00 0001 0001 0000003c 0004 7f000001");

  private DnsReplies() {}

  static Stream<Arguments> words() {
    return Stream.of(
        rule("nxdomain", query -> List.of(query.reply(NXDOMAIN)), "dns:dns_nxdomain_error"),
        rule("servfail", query -> List.of(query.reply(SERVFAIL)), "dns:dns_servfail_error"),
        rule("refused", query -> List.of(query.reply(REFUSED)), "dns:dns_refused_error"),
        rule("formerr", query -> List.of(query.reply(FORMERR)), "dns:unknown_failure"),
        rule("badVersion", query -> List.of(query.reply(NOERROR, 0, 1, BADVERS)), UNKNOWN),
        rule("noData", query -> List.of(query.reply(NOERROR)), "dns:dns_no_answer"),
        rule("saysBogus", query -> List.of(query.reply(SERVFAIL, 0, 1, BOGUS)), IS_BOGUS),
        rule("answersUnchecked", DnsReplies::failsToValidate, IS_BOGUS),
        rule("answersWithoutEdns", DnsReplies::knowsNoEdns, "ok"),
        rule("shorterThanAHeader", query -> List.of(new byte[] {1, 2, 3}), MALFORMED),
        rule("fewerRecordsThanCounted", query -> List.of(query.reply(NOERROR, 1, 0)), MALFORMED),
        rule("loopingName", query -> List.of(query.reply(NOERROR, LOOP)), MALFORMED),
        rule("pointerOutOfTheMessage", query -> List.of(query.reply(NOERROR, AHEAD)), MALFORMED),
        rule("longAddress", query -> List.of(query.reply(NOERROR, LONG, LONG_V6)), MALFORMED),
        rule("otherId", query -> List.of(otherId(query)), MALFORMED),
        rule("otherQuestion", query -> List.of(otherQuestion(query)), MALFORMED),
        rule("noReplyBit", query -> List.of(query.bytes()), MALFORMED),
        rule("thisHost", query -> query.a("0.0.0.0"), BOGON),
        rule("privateUse", query -> query.a("10.1.2.3"), BOGON),
        rule("carrierGrade", query -> query.a("100.64.0.1"), BOGON),
        rule("metadata", query -> query.a("169.254.169.254"), BOGON),
        rule("linkLocal", query -> query.aaaa("fe80::1"), BOGON),
        rule("loopbackV6", query -> query.aaaa("::1"), BOGON),
        rule("allowed", query -> query.a("127.0.0.1"), "ok"),
        rule("alias", query -> List.of(query.reply(NOERROR, ALIAS, AT_ALIAS)), "ok"),
        rule("addressFirst", query -> List.of(query.reply(NOERROR, AT_ALIAS, ALIAS)), "ok"),
        rule("aliasOfItself", query -> List.of(query.reply(NOERROR, TO_ITSELF)), NO_ANSWER),
        rule("danglingAlias", query -> List.of(query.reply(NOERROR, ALIAS)), NO_ANSWER));
  }

  /** CNAME of the queried name to the queried name. */
  private static final byte[] TO_ITSELF = hex("c00c 0005 0001 0000003c 0002 c00c");

  private static final String NO_ANSWER = "dns:dns_no_answer";
  private static final String MALFORMED = "dns:dns_malformed_reply";
  private static final String IS_BOGUS = "dns:dns_dnssec_bogus";
  private static final String BOGON = "dns:dns_bogon";
  private static final String UNKNOWN = "dns:unknown_failure";

  /** As a validating resolver does when signatures are wrong and it sends no extended errors. */
  static List<byte[]> failsToValidate(DnsPeer.Query query) {
    return query.checkingDisabled() ? query.a("127.0.0.1") : List.of(query.reply(SERVFAIL));
  }

  /** As a server older than EDNS does. */
  static List<byte[]> knowsNoEdns(DnsPeer.Query query) {
    return query.edns() ? List.of(query.headerOnly(FORMERR)) : query.a("127.0.0.1");
  }

  /** The rule of {@link #words} with this name. */
  static DnsPeer.Rule rule(String name) {
    return words()
        .map(Arguments::get)
        .filter(row -> row[0].equals(name))
        .map(row -> (DnsPeer.Rule) row[1])
        .findFirst()
        .orElseThrow();
  }

  private static Arguments rule(String name, DnsPeer.Rule rule, String word) {
    return arguments(name, rule, word);
  }

  private static byte[] otherId(DnsPeer.Query query) {
    var reply = query.reply(NXDOMAIN);
    reply[0] ^= 0x55;
    return reply;
  }

  private static byte[] otherQuestion(DnsPeer.Query query) {
    var reply = query.reply(NXDOMAIN);
    reply[13] ^= 0x01;
    return reply;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
