package dev.parallax.agent.path.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A classic BPF program ({@code linux/filter.h}) over packets that begin with the IP header: TCP of
 * a {@link CaptureTarget}, first fragments only, IPv6 without extension headers.
 */
final class PacketFilter {
  private static final int LOAD_WORD = 0x20;
  private static final int LOAD_HALF = 0x28;
  private static final int LOAD_BYTE = 0x30;
  private static final int LOAD_HALF_INDEXED = 0x48;
  private static final int INDEX = 0x01;
  private static final int INDEX_V4_HEADER = 0xb1;
  private static final int JUMP = 0x05;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  /** The offset at which a load reads the EtherType instead of the packet. */
  private static final int PROTOCOL = -0x1000;

  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int TCP = 6;
  private static final int SOURCE_PORT = 0;
  private static final int DESTINATION_PORT = 2;
  private static final int PORT_CHECK = 3;
  private static final int INSTRUCTION = 8;
  private static final int LONGEST_HEADERS = 60 + 60;

  private final List<Instruction> program = new ArrayList<>();
  private final int snap;

  private record Instruction(int code, int ifTrue, int ifFalse, int operand) {}

  private PacketFilter(int payloadBytes) {
    snap = LONGEST_HEADERS + payloadBytes;
  }

  /** The program as {@code struct sock_fprog}. */
  static MemorySegment of(Arena arena, CaptureTarget target, int payloadBytes) {
    var filter = new PacketFilter(payloadBytes);
    filter.compile(target);
    return filter.encode(arena);
  }

  private void compile(CaptureTarget target) {
    var v4 = new PacketFilter(snap - LONGEST_HEADERS).v4(target);
    add(LOAD_WORD, PROTOCOL);
    test(IF_EQUAL, IPV4, 1, 0);
    add(JUMP, v4.size());
    program.addAll(v4);
    v6(target);
  }

  private List<Instruction> v4(CaptureTarget target) {
    add(LOAD_BYTE, 9);
    continueIf(IF_EQUAL, TCP);
    add(LOAD_HALF, 6);
    test(IF_ANY_BIT, 0x1fff, 0, 1);
    add(RETURN, 0);
    add(INDEX_V4_HEADER, 0);
    match(target, false);
    add(RETURN, 0);
    return program;
  }

  private void v6(CaptureTarget target) {
    continueIf(IF_EQUAL, IPV6);
    add(LOAD_BYTE, 6);
    continueIf(IF_EQUAL, TCP);
    add(INDEX, 40);
    match(target, true);
    add(RETURN, 0);
  }

  private void match(CaptureTarget target, boolean six) {
    switch (target) {
      case CaptureTarget.Local(int port) -> {
        port(SOURCE_PORT, port);
        port(DESTINATION_PORT, port);
      }
      case CaptureTarget.Remote(var ends) -> ends.forEach(end -> end(end, six));
    }
  }

  private void end(InetSocketAddress end, boolean six) {
    var address = end.getAddress();
    if (six == address instanceof Inet6Address) {
      address(six ? 8 : 12, address);
      port(SOURCE_PORT, end.getPort());
      address(six ? 24 : 16, address);
      port(DESTINATION_PORT, end.getPort());
    }
  }

  /** Skips the port check that follows unless all words are equal. */
  private void address(int offset, InetAddress address) {
    var words = ByteBuffer.wrap(address.getAddress()).asIntBuffer();
    for (int i = 0; i < words.limit(); i++) {
      int rest = 2 * (words.limit() - 1 - i);
      add(LOAD_WORD, offset + 4 * i);
      test(IF_EQUAL, words.get(i), 0, rest + PORT_CHECK);
    }
  }

  private void port(int offset, int port) {
    add(LOAD_HALF_INDEXED, offset);
    test(IF_EQUAL, port, 0, 1);
    add(RETURN, snap);
  }

  private void continueIf(int condition, int operand) {
    test(condition, operand, 1, 0);
    add(RETURN, 0);
  }

  private void add(int code, int operand) {
    program.add(new Instruction(code, 0, 0, operand));
  }

  private void test(int code, int operand, int ifTrue, int ifFalse) {
    program.add(new Instruction(code, ifTrue, ifFalse, operand));
  }

  private MemorySegment encode(Arena arena) {
    var code = arena.allocate((long) INSTRUCTION * program.size(), 8);
    var bytes = code.asByteBuffer().order(ByteOrder.nativeOrder());
    for (var each : program) {
      bytes.putShort((short) each.code()).put((byte) each.ifTrue()).put((byte) each.ifFalse());
      bytes.putInt(each.operand());
    }
    var struct = arena.allocate(16, 8);
    struct.set(JAVA_SHORT, 0, (short) program.size());
    struct.set(ADDRESS, 8, code);
    return struct;
  }
}
