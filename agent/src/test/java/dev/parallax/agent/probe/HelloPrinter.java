package dev.parallax.agent.probe;

import dev.parallax.agent.classify.handshake.ClientHello;
import dev.parallax.agent.classify.handshake.HelloWriter;
import dev.parallax.agent.probe.tls.CapturingTrustManager;
import dev.parallax.agent.probe.tls.ClientKeyManager;
import dev.parallax.agent.probe.tls.HelloKeys;
import dev.parallax.agent.probe.tls.TlsEngines;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.HelloShape;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Prints the values that the probe's own code computes for some recipes, on the Java runtime of the
 * process. Needs Java 17 only, as do its dependencies.
 */
public final class HelloPrinter {
  private static final String NAME = "site.example.com";
  private static final List<Integer> EXTENSIONS =
      List.of(0, 23, 0xFF01, 10, 11, 35, 16, 5, 13, 51, 45, 43, 0xFE0D, 21);

  private HelloPrinter() {}

  /** Java and its first security provider, then a line for each recipe. */
  public static void main(String[] arguments) throws SSLException {
    System.out.println(System.getProperty("java.specification.version"));
    System.out.println(Security.getProviders()[0].getName());
    lines().forEach(System.out::println);
  }

  static List<String> lines() throws SSLException {
    var byHand = new HelloShape(EXTENSIONS, true, 1_700, HelloShape.Split.WHOLE);
    return Stream.of(
            engine(HelloRecipe.STANDARD),
            engine(HelloRecipe.STANDARD.only("TLSv1.2")),
            engine(HelloRecipe.STANDARD.only("TLSv1.3")),
            HelloWriter.record(
                HelloRecipe.STANDARD.shaped(byHand), Optional.of(NAME), new HelloKeys()))
        .map(record -> ClientHello.of(record).orElseThrow())
        .map(hello -> hello.maskedHash() + " " + hello.ja4() + " " + hello.size())
        .toList();
  }

  private static byte[] engine(HelloRecipe recipe) throws SSLException {
    var handler =
        TlsEngines.client(
            recipe,
            Optional.of(NAME),
            new CapturingTrustManager(),
            ClientKeyManager.silent(),
            ByteBufAllocator.DEFAULT);
    var channel = new EmbeddedChannel(handler);
    ByteBuf sent = channel.readOutbound();
    var bytes = ByteBufUtil.getBytes(sent);
    sent.release();
    channel.finishAndReleaseAll();
    return bytes;
  }
}
