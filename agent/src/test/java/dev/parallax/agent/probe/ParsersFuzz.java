package dev.parallax.agent.probe;

import dev.parallax.agent.classify.handshake.ClientHello;
import dev.parallax.agent.classify.handshake.RecordReader;
import dev.parallax.agent.probe.http.Blockpages;
import dev.parallax.agent.probe.http.HttpText;
import dev.parallax.agent.probe.http.KeptHeaders;
import dev.parallax.agent.probe.http.Redirects;
import dev.parallax.agent.probe.http.Upgrade;
import dev.parallax.agent.starttls.Greeter;
import dev.parallax.agent.starttls.Move;
import dev.parallax.agent.starttls.StartTlsConversation;
import dev.parallax.certificate.Certificates;
import dev.parallax.certificate.Presented;
import dev.parallax.certificate.Validation;
import dev.parallax.certificate.ocsp.Staples;
import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.text.Printable;
import dev.parallax.wire.plan.PlanReader;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The parsers of this program; the first byte selects the parser of the remaining bytes. The entry
 * point for Jazzer; an exception is a finding.
 */
public final class ParsersFuzz {
  private static final List<Parser> PARSERS =
      List.of(
          ParsersFuzz::records,
          ParsersFuzz::clientHello,
          ParsersFuzz::certificate,
          ParsersFuzz::chain,
          ParsersFuzz::answer,
          ParsersFuzz::target,
          ParsersFuzz::resolver,
          ParsersFuzz::plan,
          ParsersFuzz::printable);

  private static final List<Scheme> STARTING =
      Stream.of(Scheme.values()).filter(Scheme::startsPlain).toList();

  private static final int MOST_MOVES = 100_000;

  private ParsersFuzz() {}

  private interface Parser {
    void read(byte[] bytes);
  }

  /** How many values of the first byte make a difference. */
  static int choices() {
    return PARSERS.size() + STARTING.size();
  }

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      int choice = (input[0] & 0xff) % choices();
      var rest = Arrays.copyOfRange(input, 1, input.length);
      if (choice < PARSERS.size()) {
        PARSERS.get(choice).read(rest);
      } else {
        converse(STARTING.get(choice - PARSERS.size()), rest);
      }
    }
  }

  private static void records(byte[] bytes) {
    var reader = new RecordReader(true);
    for (byte next : bytes) {
      reader.read(next);
    }
    check(reader.records() * 5L <= bytes.length, "more records than headers");
    check(!(reader.isNotTls() && reader.isMalformed()), "both at once");
  }

  private static void clientHello(byte[] bytes) {
    ClientHello.of(bytes).ifPresent(hello -> check(hello.maskedHash().length() == 64, "no hash"));
  }

  /**
   * The certificate decoder: it returns for any bytes, and the JDK decodes the certificates that it
   * accepts.
   */
  private static void certificate(byte[] bytes) {
    var facts = CertificateReader.facts(bytes);
    check(facts.sha256().length() == 64, "facts without a hash");
    check(facts.der().size() == bytes.length, "facts without the bytes");
    try {
      CertificateReader.certificate(bytes);
    } catch (CertificateException refused) {
      isPrintable(String.valueOf(refused.getMessage()));
    }
  }

  /** A chain of two and a staple, split by the first two bytes. */
  private static void chain(byte[] bytes) {
    int cut = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8 | (bytes[1] & 0xff)) % bytes.length;
    var chain =
        Stream.of(Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length))
            .map(CertificateReader::facts)
            .toList();
    var staple = Staples.read(bytes, chain, List.of(), Instant.EPOCH);
    var presented = new Presented(chain, Optional.of(staple), Probes.HOST);
    var validation = Certificates.validate(presented, List.of(), Instant.EPOCH);
    check(!(validation instanceof Validation.Valid), "valid without an anchor");
    isPrintable(staple.detail());
  }

  /** In pieces whose sizes follow from the bytes, as on the wire. */
  private static void converse(Scheme scheme, byte[] bytes) {
    var conversation =
        StartTlsConversation.of(scheme, new Greeter(Probes.HOST, "[127.0.0.1]")).orElseThrow();
    var sizes = new Random(Arrays.hashCode(bytes));
    int moves = 0;
    for (int at = 0; at < bytes.length; ) {
      int end = Math.min(bytes.length, at + 1 + sizes.nextInt(64));
      conversation.hear(Arrays.copyOfRange(bytes, at, end));
      at = end;
      while (goesOn(conversation.next())) {
        check(++moves < MOST_MOVES, "talks for ever");
      }
    }
  }

  private static boolean goesOn(Move move) {
    return switch (move) {
      case Move.Say say -> true;
      case Move.Listen listen -> false;
      case Move.Secure secure -> false;
      case Move.Refused refused -> false;
      case Move.TurnedAway turnedAway -> false;
      case Move.Malformed malformed -> false;
    };
  }

  private static void answer(byte[] bytes) {
    var limits =
        new HttpDecoderConfig()
            .setHeadersFactory(KeptHeaders.factory(Set.of()))
            .setTrailersFactory(KeptHeaders.factory(Set.of()));
    var channel = new EmbeddedChannel(new HttpResponseDecoder(limits));
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    for (var part = channel.readInbound(); part != null; part = channel.readInbound()) {
      if (part instanceof HttpResponse response && response.decoderResult().isSuccess()) {
        read(response, bytes);
      }
      ReferenceCountUtil.release(part);
    }
    channel.finishAndReleaseAll();
  }

  private static void read(HttpResponse response, byte[] body) {
    var location = HttpText.location(response);
    var step = HttpText.step(Optional.of(response), body, List.of(), List.of(), 0);
    step.headers().values().forEach(ParsersFuzz::isPrintable);
    step.title().ifPresent(ParsersFuzz::isPrintable);
    new Redirects(spec()).after(response.status().code(), location, "");
    Upgrade.random(new Random(1)).refusal(response);
    Blockpages.recognise(location.orElse(""), new String(body, StandardCharsets.UTF_8));
  }

  private static ProbeSpec spec() {
    return Probes.http(80).spec();
  }

  private static void target(byte[] bytes) {
    try {
      var target = Target.parse(text(bytes));
      check(target.equals(Target.parse(target.name())), "its own name says another target");
    } catch (IllegalArgumentException refused) {
      isPrintable(String.valueOf(refused.getMessage()));
    }
  }

  private static void resolver(byte[] bytes) {
    try {
      var resolver = Resolver.parse(text(bytes));
      check(resolver.equals(Resolver.parse(resolver.word())), "its own word says another");
    } catch (IllegalArgumentException refused) {
      isPrintable(String.valueOf(refused.getMessage()));
    }
  }

  private static void plan(byte[] bytes) {
    try {
      PlanReader.read(bytes);
    } catch (IllegalArgumentException refused) {
      check(refused.getMessage() != null, "refused without a word");
    }
  }

  private static void printable(byte[] bytes) {
    isPrintable(Printable.collapsed(text(bytes), 40));
    check(Printable.collapsed(text(bytes), 40).length() <= 40, "too long");
    isPrintable(Printable.ascii(bytes, 40));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void isPrintable(String text) {
    check(text.codePoints().noneMatch(Character::isISOControl), text);
    check(StandardCharsets.UTF_8.newEncoder().canEncode(text), text);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
