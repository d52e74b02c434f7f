package dev.parallax.bench.capture;

import static dev.parallax.bench.CaptureFile.ACK;
import static dev.parallax.bench.CaptureFile.SYN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.bench.CaptureFile;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PcapTest {
  private static final long MOMENT = 1_790_000_000_123_456_000L;
  private static final int CLIENT = 54_321;
  private static final int SERVER = 443;

  static Stream<CaptureFile> kinds() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
        .flatMap(
            order ->
                Stream.of(
                    new CaptureFile(order, 1, true),
                    new CaptureFile(order, 1000, true),
                    new CaptureFile(order, 1, false)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readsEveryKindOfFile(CaptureFile file) {
    file.tcp(MOMENT, CLIENT, SERVER, SYN, 0).tcp(MOMENT + 5_000, SERVER, CLIENT, ACK, 1_400);
    assertEquals(
        List.of(
            new TcpSegment(MOMENT, CLIENT, SERVER, SYN, 0),
            new TcpSegment(MOMENT + 5_000, SERVER, CLIENT, ACK, 1_400)),
        Pcap.read(file.bytes()));
  }

  @Test
  void keepsNanoseconds() {
    var file = new CaptureFile(ByteOrder.LITTLE_ENDIAN, 1, true);
    file.tcp(MOMENT + 7, CLIENT, SERVER, SYN, 0);
    assertEquals(MOMENT + 7, Pcap.read(file.bytes()).getFirst().nanos());
  }

  @Test
  void passesOverWhatIsNoTcp() {
    var file = new CaptureFile(ByteOrder.LITTLE_ENDIAN, 1, true);
    var udp = new byte[60];
    udp[0] = 0x45;
    udp[9] = 17;
    file.frame(MOMENT, 0x0800, udp).frame(MOMENT, 0x86dd, new byte[60]);
    file.frame(MOMENT, 0x0800, new byte[3]).tcp(MOMENT, CLIENT, SERVER, SYN, 0);
    assertEquals(1, Pcap.read(file.bytes()).size());
  }

  @Test
  void leavesOutARecordCutOffAtTheEnd() {
    var whole =
        new CaptureFile(ByteOrder.LITTLE_ENDIAN, 1, true)
            .tcp(MOMENT, CLIENT, SERVER, SYN, 0)
            .tcp(MOMENT, CLIENT, SERVER, ACK, 0)
            .bytes();
    assertEquals(1, Pcap.read(Arrays.copyOf(whole, whole.length - 1)).size());
  }

  @Test
  void refusesWhatIsNoCapture() {
    assertThrows(IllegalArgumentException.class, () -> Pcap.read(new byte[24]));
    assertThrows(IllegalArgumentException.class, () -> Pcap.read(new byte[3]));
  }
}
