package dev.parallax.revocation;

import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.value.Bytes;
import dev.parallax.sweep.run.HomeResolver;
import dev.parallax.text.Printable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks hostile addresses over plain HTTP, within bounds of time, bytes and redirects. A name is
 * resolved once for each request, every address is compared with the policy, and the connection
 * goes to that address: no second resolution can lead elsewhere.
 */
final class PlainHttpClient {
  private static final int REDIRECTS = 3;
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final HomeResolver resolver;
  private final PublicAddresses policy;

  PlainHttpClient(HomeResolver resolver, PublicAddresses policy) {
    this.resolver = resolver;
    this.policy = policy;
  }

  /**
   * A request.
   *
   * @param body posted with this type; without a body the request is a GET
   * @param most maximum bytes of the response's body
   */
  record PlainRequest(String address, Optional<Posted> body, int most) {
    /** A body and its media type. */
    record Posted(String type, Bytes content) {}
  }

  /** The response, after at most 3 redirects of a GET, within {@code patience}. */
  HttpReply send(PlainRequest request, Duration patience) throws InterruptedException {
    var deadline = new Deadline(System.nanoTime() + patience.toNanos());
    var address = request.address();
    try {
      for (int redirects = 0; redirects <= REDIRECTS; redirects++) {
        var at = HttpAddress.parse(address);
        var response = exchange(at, request, deadline);
        if (!response.isRedirect() || request.body().isPresent()) {
          return response.reply();
        }
        address = at.resolve(response.location());
      }
      return new HttpReply.Failed("more than " + REDIRECTS + " redirects");
    } catch (IllegalArgumentException refused) {
      return new HttpReply.Refused(Printable.message(refused));
    } catch (IOException failed) {
      return new HttpReply.Failed(Printable.message(failed));
    }
  }

  private HttpMessage exchange(HttpAddress at, PlainRequest request, Deadline deadline)
      throws IOException, InterruptedException {
    var host = address(at, deadline);
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(host, at.port()),
          Math.min(deadline.leftMillis(), (int) CONNECT.toMillis()));
      socket.getOutputStream().write(HttpMessage.request(at, request.body()));
      socket.getOutputStream().flush();
      return HttpMessage.read(socket, request.most(), deadline);
    }
  }

  /** The first resolved address, when the policy permits every resolved address. */
  private InetAddress address(HttpAddress at, Deadline deadline)
      throws IOException, InterruptedException {
    var addresses = resolve(at.bareHost(), deadline);
    if (addresses.isEmpty()) {
      throw new IOException("no address of " + Printable.of(at.host()));
    }
    addresses.stream()
        .filter(address -> !policy.permits(address))
        .findFirst()
        .ifPresent(
            refused -> {
              throw new IllegalArgumentException(
                  "a public address is expected, got: "
                      + Printable.of(at.host())
                      + " at "
                      + refused.getHostAddress());
            });
    return addresses.getFirst();
  }

  private List<InetAddress> resolve(String host, Deadline deadline)
      throws IOException, InterruptedException {
    try {
      return List.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException name) {
      return resolveName(host, deadline);
    }
  }

  private List<InetAddress> resolveName(String host, Deadline deadline)
      throws IOException, InterruptedException {
    try {
      return resolver
          .resolve(host)
          .toCompletableFuture()
          .get(deadline.leftMillis(), TimeUnit.MILLISECONDS)
          .answers()
          .stream()
          .map(DnsStep.AddressRecord::address)
          .toList();
    } catch (TimeoutException | ExecutionException unresolved) {
      throw new IOException("the name " + Printable.of(host) + " is not resolved", unresolved);
    }
  }
}
