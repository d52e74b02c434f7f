package dev.parallax.agent.path.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ControlMessageTest {
  @Test
  void messages_startAtMultiplesOfEight() {
    var area = area(64).putLong(17).putInt(1).putInt(2).put((byte) 7);
    area.position(24).putLong(20).putInt(3).putInt(4).putInt(8);
    var messages = ControlMessage.readAll(area.flip());
    assertEquals(2, messages.size());
    assertTrue(messages.getFirst().is(1, 2));
    assertEquals(7, messages.getFirst().data().get(0));
    assertEquals(8, messages.getLast().data().getInt(0));
  }

  @Test
  void lengthBeyondTheBuffer_endsTheList() {
    for (long length : new long[] {0, 15, 25, Integer.MAX_VALUE, Long.MAX_VALUE, -1}) {
      var area = area(24).putLong(length).putLong(0).putLong(0).flip();
      assertEquals(List.of(), ControlMessage.readAll(area));
    }
  }

  @Test
  void noBytesWhatsoever_makeItThrow() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 5000; i++) {
      var area = area(random.nextInt(80));
      while (area.remaining() >= 8) {
        area.putLong(random.nextInt(40));
      }
      assertTrue(ControlMessage.readAll(area.flip()).size() <= 5);
    }
  }

  private static ByteBuffer area(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }
}
