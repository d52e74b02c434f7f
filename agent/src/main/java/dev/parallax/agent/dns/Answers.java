package dev.parallax.agent.dns;

import dev.parallax.agent.classify.AliasChain;
import dev.parallax.model.observation.DnsStep.AddressRecord;
import dev.parallax.model.value.HostSyntax;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The answer section of a response for the requested name. The records are a set: an alias counts
 * wherever it stands (RFC 1034, section 3.6).
 *
 * @param addresses of the name or of the aliases that follow from it, in order
 * @param nameServers the owners' NS records, for a question of type NS
 */
record Answers(List<AddressRecord> addresses, AliasChain aliases, List<String> nameServers) {
  /** Maximum number of addresses of one query; further addresses are omitted. */
  private static final int LIMIT = 64;

  /** Maximum length of a chain; resolvers give up earlier. */
  private static final int LONGEST_CHAIN = 16;

  private static final int MOST_NAME_SERVERS = 16;

  private static final int AD_OF_Z = 2;

  private record Alias(String target, int position) {}

  static boolean authenticated(DnsResponse response) {
    return (response.z() & AD_OF_Z) != 0;
  }

  /**
   * Reads the section.
   *
   * @throws UnknownHostException when an address has a wrong length
   */
  static Answers of(DnsResponse response, Question question) throws UnknownHostException {
    var aliases = aliases(response);
    if (question.type().equals(DnsRecordType.NS)) {
      return new Answers(List.of(), AliasChain.NONE, nameServers(response, question));
    }
    var host = canonical(question.host());
    var chain = chain(host, aliases);
    var known = new HashMap<String, Integer>();
    known.put(host, -1);
    int latest = -1;
    var previous = host;
    for (var name : chain) {
      latest = Math.max(latest, position(aliases, previous));
      known.put(name, latest);
      previous = name;
    }
    return read(response, question, chain, known);
  }

  /**
   * @param known the names whose addresses count, each with the position of the last alias that
   *     leads to it
   */
  private static Answers read(
      DnsResponse response, Question question, List<String> chain, Map<String, Integer> known)
      throws UnknownHostException {
    var found = new ArrayList<AddressRecord>();
    boolean early = false;
    for (int i = 0; i < response.count(DnsSection.ANSWER) && found.size() < LIMIT; i++) {
      if (response.recordAt(DnsSection.ANSWER, i) instanceof DnsRawRecord raw
          && raw.type().equals(question.type())
          && known.containsKey(canonical(raw.name()))) {
        found.add(new AddressRecord(address(raw), Duration.ofSeconds(raw.timeToLive())));
        early |= i < known.getOrDefault(canonical(raw.name()), -1);
      }
    }
    return new Answers(found, new AliasChain(chain, early), List.of());
  }

  /** The NS records of the name itself, not of an alias. */
  private static List<String> nameServers(DnsResponse response, Question question) {
    var found = new ArrayList<String>();
    for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
      if (response.recordAt(DnsSection.ANSWER, i) instanceof DnsRawRecord raw
          && raw.type().equals(DnsRecordType.NS)
          && canonical(raw.name()).equals(canonical(question.host()))) {
        found.add(canonical(DefaultDnsRecordDecoder.decodeName(raw.content().duplicate())));
      }
    }
    return found.stream().filter(HostSyntax::isName).distinct().limit(MOST_NAME_SERVERS).toList();
  }

  private static Map<String, Alias> aliases(DnsResponse response) {
    var found = new HashMap<String, Alias>();
    for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
      if (response.recordAt(DnsSection.ANSWER, i) instanceof DnsRawRecord raw
          && raw.type().equals(DnsRecordType.CNAME)) {
        var target = DefaultDnsRecordDecoder.decodeName(raw.content().duplicate());
        found.putIfAbsent(canonical(raw.name()), new Alias(canonical(target), i));
      }
    }
    return found;
  }

  /** Ends before a name that is in it already. */
  private static List<String> chain(String host, Map<String, Alias> aliases) {
    var chain = new ArrayList<String>();
    var alias = aliases.get(host);
    while (alias != null
        && chain.size() < LONGEST_CHAIN
        && !alias.target().equals(host)
        && !chain.contains(alias.target())) {
      chain.add(alias.target());
      alias = aliases.get(alias.target());
    }
    return chain;
  }

  private static int position(Map<String, Alias> aliases, String name) {
    var alias = aliases.get(name);
    return alias == null ? -1 : alias.position();
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
