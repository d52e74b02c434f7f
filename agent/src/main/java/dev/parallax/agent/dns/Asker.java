package dev.parallax.agent.dns;

import dev.parallax.agent.delay.OwnDelay;
import dev.parallax.agent.policy.Permit;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * The resources of the host that a resolution uses.
 *
 * @param loop the event loop that runs the resolution
 * @param own the delay of this agent meanwhile
 * @param permit for the name server
 * @param bind source address; ignored towards name servers of the other family
 * @param trusted the certificate authorities for the certificates of name servers
 * @param clock the clock for their validity dates
 * @param judges the executor for certificate validation, so that the loop does not wait
 */
public record Asker(
    EventLoop loop,
    OwnDelay own,
    Permit permit,
    Optional<InetAddress> bind,
    List<X509Certificate> trusted,
    Clock clock,
    RandomGenerator random,
    Executor judges) {
  public Asker {
    trusted = List.copyOf(trusted);
  }

  /** Of a resolution outside a trial. */
  public Asker(
      EventLoop loop,
      Permit permit,
      Optional<InetAddress> bind,
      List<X509Certificate> trusted,
      Clock clock,
      RandomGenerator random,
      Executor judges) {
    this(loop, new OwnDelay(loop), permit, bind, trusted, clock, random, judges);
  }

  Optional<SocketAddress> source(InetAddress server) {
    return bind.filter(address -> address.getClass() == server.getClass())
        .map(address -> new InetSocketAddress(address, 0));
  }
}
