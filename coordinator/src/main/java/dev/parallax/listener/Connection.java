package dev.parallax.listener;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.fleet.authority.Role;
import dev.parallax.fleet.enrolment.RemoteNetwork;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection, below TLS. Until a call authenticates it, its lifetime and its number of
 * read bytes are limited; further bytes stay in the kernel's buffers. The layers above need no
 * protection against unauthenticated peers of their own.
 */
final class Connection extends ChannelDuplexHandler {
  private final Connections all;
  private final RemoteNetwork network;
  private final long sinceNanos;
  private volatile @Nullable ChannelHandlerContext context;

  // Used by the channel's event loop only.
  private long received;
  private boolean unlimited;
  private @Nullable Future<?> end;

  @GuardedBy("this")
  private Optional<Role> identity = Optional.empty();

  @GuardedBy("this")
  private int calls;

  @GuardedBy("this")
  private boolean closed;

  Connection(Connections all, RemoteNetwork network, long sinceNanos) {
    this.all = all;
    this.network = network;
    this.sinceNanos = sinceNanos;
  }

  RemoteNetwork network() {
    return network;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  /**
   * Begins a call of an admitted role; {@link #end} ends it.
   *
   * @return the reason of a refusal, or empty
   */
  synchronized Optional<String> begin(Role role) {
    var most = all.limits().calls(role);
    if (calls >= most) {
      return Optional.of("a connection has at most " + most + " calls at once");
    }
    if (!closed && identity.isEmpty() && !(role instanceof Role.Nobody)) {
      if (!all.authenticated(this, role)) {
        return Optional.of(
            "an identity has at most " + all.limits().connections(role) + " connections at once");
      }
      identity = Optional.of(role);
      unlimit();
    }
    calls++;
    return Optional.empty();
  }

  synchronized void end() {
    calls--;
  }

  /** Closes the connection at once, independent of the layers above. */
  void cut() {
    var known = context;
    if (known != null) {
      var _ = known.close();
    }
  }

  void closed() {
    synchronized (this) {
      closed = true;
      all.closed(this, identity);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    end = end(added, all.limits().unauthenticatedLifetime());
  }

  /** Gives the connection this lifetime from now on; called by its event loop. */
  void extend(Duration lifetime) {
    var known = context;
    if (known != null && !unlimited) {
      endLifetime();
      end = end(known, lifetime);
    }
  }

  private Future<?> end(ChannelHandlerContext of, Duration lifetime) {
    return of.executor().schedule(this::cut, lifetime.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    endLifetime();
    context.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!unlimited && message instanceof ByteBuf bytes) {
      received += bytes.readableBytes();
      if (isSpent()) {
        context.channel().config().setAutoRead(false);
      }
    }
    context.fireChannelRead(message);
  }

  /** TLS requests reads itself, whatever the setting of the channel. */
  @Override
  public void read(ChannelHandlerContext context) {
    if (unlimited || !isSpent()) {
      context.read();
    }
  }

  private boolean isSpent() {
    return received >= all.limits().unauthenticatedBytes();
  }

  private void unlimit() {
    var known = context;
    if (known != null) {
      known
          .executor()
          .execute(
              () -> {
                unlimited = true;
                endLifetime();
                known.channel().config().setAutoRead(true);
                known.read();
              });
    }
  }

  private void endLifetime() {
    if (end != null) {
      end.cancel(false);
    }
  }
}
