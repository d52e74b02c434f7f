package dev.parallax.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class LinkTrafficTest {
  @Test
  void bytesAndHeaders_areSummed_overConnections() {
    var output =
        """
        ESTAB 0 0 127.0.0.1:40000 127.0.0.1:7443
             cubic bytes_sent:100 bytes_acked:101 bytes_received:20 segs_out:3 segs_in:2 data_segs_out:1
        ESTAB 0 0 127.0.0.1:40002 127.0.0.1:7443
             cubic bytes_sent:1 bytes_received:0 segs_out:1 segs_in:0
        """;
    assertEquals(121 + 6 * 52, LinkTraffic.bytes(output));
    assertEquals(0, LinkTraffic.bytes(""));
  }
}
