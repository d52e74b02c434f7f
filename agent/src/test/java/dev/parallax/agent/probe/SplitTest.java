package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.classify.handshake.ClientHello;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.HelloShape;
import dev.parallax.model.plan.HelloShape.Split;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of single reads of a server, which correspond to single segments. */
@ExtendWith(Leaks.class)
class SplitTest {
  private static final Prober PROBER = Probes.prober();
  private static final int TRIES = 8;

  /** The server is reading long before the first byte leaves. */
  private static final Duration PATIENCE = Duration.ofMillis(300);

  @AfterAll
  static void close() {
    PROBER.close();
  }

  static Stream<HelloRecipe> recipes() {
    var byHand =
        Arms.shaped(HelloTest.target(0), Arm.BIG_HELLO).build().hello().recipe().orElseThrow();
    return Stream.of(HelloRecipe.STANDARD, byHand);
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void whole_isOneSegment(HelloRecipe recipe) throws Exception {
    assertEquals(1, reads(recipe, Split.WHOLE).size());
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void segments_cutTheNameInTwo(HelloRecipe recipe) throws Exception {
    var reads = reads(recipe, Split.SEGMENTS);
    assertEquals(2, reads.size());
    assertTrue(text(reads.getFirst()).endsWith("site.exa"), "half the name ends the first");
    assertTrue(text(reads.getLast()).startsWith("mple.com"), "the other begins the second");
    var record =
        HexFormat.of().formatHex(reads.getFirst()) + HexFormat.of().formatHex(reads.getLast());
    assertEquals(record.length() / 2 - 5, Integer.parseInt(record.substring(6, 10), 16));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void records_areWholeEach(HelloRecipe recipe) throws Exception {
    var reads = reads(recipe, Split.RECORDS);
    assertEquals(2, reads.size());
    for (var record : reads) {
      assertEquals("160301", HexFormat.of().formatHex(record, 0, 3));
      assertEquals(record.length - 5, ((record[3] & 0xff) << 8) | (record[4] & 0xff));
      assertFalse(text(record).contains(Probes.HOST));
    }
    assertTrue(text(reads.getFirst()).endsWith("site.exa"));
  }

  @Test
  void withoutAName_theMiddleIsTheMessages() throws Exception {
    var middle = 0;
    var sizes = List.<Integer>of();
    for (int i = 0; i < TRIES && sizes.size() != 2; i++) {
      try (var peer = new Reads()) {
        var spec =
            Arms.noSni(HelloTest.target(0))
                .hello(hello -> hello.by(cut(HelloRecipe.STANDARD, Split.SEGMENTS)).after(PATIENCE))
                .port(peer.port())
                .build();
        middle = hello(Probes.one(PROBER, spec, 2_000)).bytes() / 2;
        sizes = peer.sizes();
      }
    }
    assertEquals(5 + middle, sizes.getFirst());
    assertEquals(2, sizes.size());
  }

  /** However it is cut, it is the same hello. */
  @Test
  void hash_isTheWholesOwn() throws Exception {
    var hashes = new ArrayList<String>();
    for (var split : Split.values()) {
      try (var peer = new Reads()) {
        hashes.add(hello(probe(HelloRecipe.STANDARD, split, peer.port())).hash());
      }
    }
    assertEquals(1, hashes.stream().distinct().count(), hashes::toString);
  }

  /** A reader that a busy machine wakes too late gets both parts at once: then once more. */
  private static List<byte[]> reads(HelloRecipe recipe, Split split) throws IOException {
    var reads = List.<byte[]>of();
    for (int i = 0; i < TRIES && reads.size() != (split == Split.WHOLE ? 1 : 2); i++) {
      reads = readsOnce(recipe, split);
    }
    return reads;
  }

  private static List<byte[]> readsOnce(HelloRecipe recipe, Split split) throws IOException {
    try (var peer = new Reads()) {
      var result = probe(recipe, split, peer.port());
      assertEquals("tls:eof_after_client_hello", Probes.word(result), result::toString);
      var tls = result.steps().tls().orElseThrow();
      assertEquals(split == Split.RECORDS ? 2 : 1, tls.traffic().recordsSent());
      return List.copyOf(peer.all());
    }
  }

  private static ProbeResult probe(HelloRecipe recipe, Split split, int port) {
    var spec =
        Arms.base(HelloTest.target(port))
            .hello(hello -> hello.by(cut(recipe, split)).after(PATIENCE))
            .build();
    return Probes.one(PROBER, spec, 2_000);
  }

  private static HelloRecipe cut(HelloRecipe recipe, Split split) {
    var shape = recipe.shape();
    return recipe.shaped(new HelloShape(shape.extensions(), shape.grease(), shape.size(), split));
  }

  private static TlsStep.SentHello hello(ProbeResult result) {
    return result.steps().tls().orElseThrow().hello();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Keeps the bytes of each read until the ClientHello is complete, then closes. */
  private static final class Reads implements AutoCloseable {
    private final Peer peer = Peer.of(this::play);

    private void play(Peer.Talk talk) throws IOException {
      var in = talk.socket().getInputStream();
      var buffer = new byte[4096];
      int length;
      do {
        length = in.read(buffer);
        if (length > 0) {
          talk.peer().received.add(Arrays.copyOf(buffer, length));
        }
      } while (length > 0 && !isWhole());
      talk.finish();
    }

    private boolean isWhole() {
      var joined = new ByteArrayOutputStream();
      all().forEach(joined::writeBytes);
      return ClientHello.of(joined.toByteArray()).isPresent();
    }

    List<byte[]> all() {
      return peer.received;
    }

    List<Integer> sizes() {
      return all().stream().map(read -> read.length).toList();
    }

    int port() {
      return peer.port();
    }

    @Override
    public void close() throws IOException {
      peer.close();
    }
  }
}
