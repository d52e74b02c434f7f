package dev.parallax.store.postgres;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.relay.AgentOrder;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages to agents of other coordinators. */
final class OrderTable {
  private static final int RANDOM_BYTES = 32;

  /** A message other than a plan is passed on within this time. */
  private static final Duration VALIDITY = Duration.ofMinutes(1);

  private static final String SEND =
      """
      INSERT INTO agent_order (vantage, kind, sweep, round, start_at, deadline,
        handshake_interval, routes, watch_ports, client_randoms)
      VALUES (?, ?, ?, ?, clock_timestamp() + ? * interval '1 ms', ?, ?, ?, ?, ?)\
      """;
  private static final String OWN =
      """
      SELECT id, agent_order.vantage AS vantage, kind, sweep, round, deadline, handshake_interval,
        routes, watch_ports, client_randoms,
        (extract(epoch FROM start_at - clock_timestamp()) * 1000)::bigint AS start_after
      FROM agent_order JOIN link ON link.vantage = agent_order.vantage
      WHERE coordinator = ? AND start_at + deadline * interval '1 ms' > clock_timestamp()
      ORDER BY id\
      """;

  private final PostgresDatabase database;
  private final String self;

  OrderTable(PostgresDatabase database, String self) {
    this.database = database;
    this.self = self;
  }

  void send(Collection<AgentOrder> orders) {
    database.transaction(() -> database.batch(SEND, orders.stream().map(OrderTable::row).toList()));
  }

  /** Of the agents of this coordinator, until their deadline. */
  List<AgentOrder> own() {
    return database.query(OrderTable::order, OWN, self);
  }

  void delete(Collection<AgentOrder> orders) {
    database.idempotent(
        () ->
            database.batch(
                "DELETE FROM agent_order WHERE id = ?",
                orders.stream().<Object[]>map(order -> new Object[] {order.id()}).toList()));
  }

  private static Object[] row(AgentOrder order) {
    var deadline = order.kind() == AgentOrder.Kind.ASSIGN ? order.deadline() : VALIDITY;
    return new Object[] {
      order.vantage().name(),
      order.kind().name(),
      order.sweep().map(SweepId::value).orElse(""),
      order.round(),
      order.startAfter().toMillis(),
      deadline.toMillis(),
      order.handshakeInterval().toMillis(),
      order.routes().entrySet().stream()
          .map(route -> route.getKey() + "\t" + route.getValue().getHostAddress())
          .collect(Collectors.joining("\n")),
      order.watchPorts().stream().map(String::valueOf).collect(Collectors.joining("\n")),
      bytes(order.clientRandoms())
    };
  }

  /** A plan that is passed on after its start ends at the same time as at the other vantages. */
  private static AgentOrder order(ResultSet row) throws SQLException {
    long startAfter = row.getLong("start_after");
    var sweep = row.getString("sweep");
    return new AgentOrder(
        row.getLong("id"),
        new VantageId(row.getString("vantage")),
        AgentOrder.Kind.valueOf(row.getString("kind")),
        sweep.isEmpty() ? Optional.empty() : Optional.of(new SweepId(sweep)),
        row.getInt("round"),
        Duration.ofMillis(Math.max(0, startAfter)),
        Duration.ofMillis(Math.max(0, row.getLong("deadline") + Math.min(0, startAfter))),
        Duration.ofMillis(row.getLong("handshake_interval")),
        routes(row.getString("routes")),
        lines(row.getString("watch_ports")).map(Integer::valueOf).collect(Collectors.toSet()),
        hex(row.getBytes("client_randoms")));
  }

  private static Map<String, InetAddress> routes(String text) {
    var routes = new HashMap<String, InetAddress>();
    lines(text)
        .forEach(
            line -> {
              int tab = line.lastIndexOf('\t');
              routes.put(line.substring(0, tab), InetAddress.ofLiteral(line.substring(tab + 1)));
            });
    return routes;
  }

  private static Stream<String> lines(String text) {
    return text.isEmpty() ? Stream.of() : Arrays.stream(text.split("\n", -1));
  }

  private static byte[] bytes(Set<String> randoms) {
    var bytes = new ByteArrayOutputStream(randoms.size() * RANDOM_BYTES);
    randoms.forEach(random -> bytes.writeBytes(HexFormat.of().parseHex(random)));
    return bytes.toByteArray();
  }

  private static Set<String> hex(byte[] randoms) {
    var hex = new HashSet<String>();
    for (int from = 0; from + RANDOM_BYTES <= randoms.length; from += RANDOM_BYTES) {
      hex.add(HexFormat.of().formatHex(randoms, from, from + RANDOM_BYTES));
    }
    return hex;
  }
}
