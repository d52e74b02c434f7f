package dev.parallax.agent.probe;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An event loop that a peer holds up while the loop reads, as the work of another trial does: what
 * arrives meanwhile is read after the timers that are due.
 */
final class LateLoop implements AutoCloseable {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final Channel channel;
  private volatile CountDownLatch held = new CountDownLatch(1);

  LateLoop() {
    channel =
        new Bootstrap()
            .group(loop)
            .channel(EpollDatagramChannel.class)
            .handler(
                new SimpleChannelInboundHandler<DatagramPacket>() {
                  @Override
                  protected void channelRead0(
                      ChannelHandlerContext context, DatagramPacket packet) {
                    hold(packet.content().readLong());
                  }
                })
            .bind(new InetSocketAddress(Probes.LOOPBACK, 0))
            .syncUninterruptibly()
            .channel();
  }

  EventLoop loop() {
    return loop;
  }

  /** Holds the loop up for so long; returns when it is held up. */
  void holdUp(long millis) throws IOException {
    held = new CountDownLatch(1);
    try (var socket = new DatagramSocket()) {
      var bytes = java.nio.ByteBuffer.allocate(Long.BYTES).putLong(millis).array();
      socket.send(new java.net.DatagramPacket(bytes, bytes.length, channel.localAddress()));
    }
    try {
      held.await();
    } catch (InterruptedException over) {
      throw new IOException(over);
    }
  }

  private void hold(long millis) {
    held.countDown();
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
