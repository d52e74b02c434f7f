package dev.parallax.lab.injector;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The options of an injector.
 *
 * @param on the trigger
 * @param name the text that a packet must contain, for {@link Trigger#NAME} and {@link
 *     Trigger#QUERY}
 * @param passes whether the triggering packet is forwarded
 * @param flags of the forged segments; 0 sends none
 * @param copies of each; each further copy 1460 bytes higher
 * @param ttl of forged packets; 0 copies that of the packet
 * @param id of forged packets
 * @param after the delay of forged packets
 * @param chance of an action, 0 to 1
 * @param halfTheFlows whether only flows with an odd hash trigger it
 * @param residual how long all packets between the same client and server port are treated alike
 * @param delay of each packet of the queue
 * @param loss share of dropped packets of the queue, 0 to 1
 */
record InjectorOrders(
    int queue,
    Trigger on,
    String name,
    boolean passes,
    int flags,
    Aim to,
    Optional<DnsLie> lie,
    int copies,
    int ttl,
    IpId id,
    Duration after,
    double chance,
    boolean halfTheFlows,
    Duration residual,
    Duration delay,
    double loss) {
  enum Trigger {
    NEVER,
    ANY,
    HELLO,
    NAME,
    SYN_ACK,
    QUERY
  }

  enum Aim {
    CLIENT,
    SERVER,
    BOTH;

    boolean client() {
      return this != SERVER;
    }

    boolean server() {
      return this != CLIENT;
    }
  }

  /** That of the answered packet plus an offset; or a number of its own. */
  record IpId(boolean copied, int number) {
    static IpId parse(String word) {
      return word.startsWith("copy")
          ? new IpId(true, word.equals("copy") ? 0 : Integer.parseInt(word.substring(4)))
          : new IpId(false, Integer.parseInt(word));
    }

    int of(Packet packet) {
      return copied ? packet.id() + number : number;
    }
  }

  static final String OPTIONS =
      "queue=N on=never|any|hello|syn-ack|name:TEXT|query:NAME original=pass|drop"
          + " send=R|RA|FA|A|none to=client|server|both answer=ADDRESS copies=N ttl=N|copy"
          + " id=N|copy|copy+N|copy-N after=MILLIS chance=PERCENT flows=all|half residual=SECONDS"
          + " delay=MILLIS loss=PERCENT";

  /** Parses words of the form {@code option=value}. */
  static InjectorOrders parse(String... words) {
    var options = new HashMap<String, String>();
    for (var word : words) {
      var parts = word.split("=", 2);
      if (parts.length != 2 || !OPTIONS.matches("(^|.* )" + parts[0] + "=.*")) {
        throw new IllegalArgumentException("expected one of " + OPTIONS + ", got: " + word);
      }
      options.put(parts[0], parts[1]);
    }
    return of(options);
  }

  private static InjectorOrders of(Map<String, String> options) {
    var on = options.getOrDefault("on", "never").split(":", 2);
    var ttl = options.getOrDefault("ttl", "64");
    return new InjectorOrders(
        Integer.parseInt(options.getOrDefault("queue", "0")),
        Trigger.valueOf(on[0].toUpperCase(Locale.ROOT).replace('-', '_')),
        on.length == 2 ? on[1] : "",
        options.getOrDefault("original", "pass").equals("pass"),
        flags(options.getOrDefault("send", "none")),
        Aim.valueOf(options.getOrDefault("to", "client").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(options.get("answer")).map(InjectorOrders::lie),
        Integer.parseInt(options.getOrDefault("copies", "1")),
        ttl.equals("copy") ? 0 : Integer.parseInt(ttl),
        IpId.parse(options.getOrDefault("id", "0")),
        Duration.ofMillis(Long.parseLong(options.getOrDefault("after", "0"))),
        Double.parseDouble(options.getOrDefault("chance", "100")) / 100,
        options.getOrDefault("flows", "all").equals("half"),
        Duration.ofSeconds(Long.parseLong(options.getOrDefault("residual", "0"))),
        Duration.ofMillis(Long.parseLong(options.getOrDefault("delay", "0"))),
        Double.parseDouble(options.getOrDefault("loss", "0")) / 100);
  }

  private static DnsLie lie(String address) {
    return new DnsLie(ByteBuffer.wrap(InetAddress.ofLiteral(address).getAddress()).getInt());
  }

  private static int flags(String word) {
    return word.equals("none")
        ? 0
        : Arrays.stream(word.split("")).mapToInt(InjectorOrders::flag).sum();
  }

  private static int flag(String letter) {
    return switch (letter) {
      case "R" -> Packet.RST;
      case "F" -> Packet.FIN;
      case "A" -> Packet.ACK;
      case "S" -> Packet.SYN;
      default -> throw new IllegalArgumentException("expected flags of R, F, A, S, got: " + letter);
    };
  }

  boolean concerns(Packet packet) {
    return switch (on) {
      case NEVER -> false;
      case ANY -> true;
      case HELLO -> packet.isHello();
      case NAME -> packet.protocol() == Packet.TCP && packet.contains(name);
      case SYN_ACK -> packet.has(Packet.SYN | Packet.ACK);
      case QUERY -> packet.protocol() == Packet.UDP && packet.contains(DnsLie.wire(name));
    };
  }
}
