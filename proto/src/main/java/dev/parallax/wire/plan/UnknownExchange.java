package dev.parallax.wire.plan;

import com.google.protobuf.Message;
import dev.parallax.v1.Exchange;
import dev.parallax.v1.Expectations;
import dev.parallax.v1.HeaderRule;
import dev.parallax.wire.EnumCodec;
import java.util.List;
import java.util.stream.Stream;

/** What of an exchange this version does not know. */
final class UnknownExchange {
  private UnknownExchange() {}

  static void add(Exchange exchange, List<String> unknown) {
    PlanReader.addFields("exchange field ", exchange, unknown);
    PlanReader.addFields("request field ", exchange.getRequest(), unknown);
    PlanReader.addNumber(
        "method", EnumCodec.METHOD, exchange.getRequest().getMethodValue(), unknown);
    PlanReader.addFields("expectations field ", exchange.getExpectations(), unknown);
    if (exchange.getExpectations().getLeastTlsValue() != 0) {
      PlanReader.addNumber(
          "TLS version",
          EnumCodec.TLS_VERSION,
          exchange.getExpectations().getLeastTlsValue(),
          unknown);
    }
    parts(exchange).forEach(part -> PlanReader.addFields("expectation field ", part, unknown));
  }

  private static Stream<? extends Message> parts(Exchange exchange) {
    var expected = exchange.getExpectations();
    return Stream.of(
            exchange.getScriptList(),
            exchange.getRequest().getHeadersList(),
            expected.getStatusesList(),
            rules(expected),
            expected.getHeadersList(),
            expected.getDnsList())
        .flatMap(List::stream);
  }

  private static List<dev.parallax.v1.TextRule> rules(Expectations expected) {
    return Stream.concat(
            expected.getBodyList().stream(),
            expected.getHeadersList().stream().map(HeaderRule::getRule))
        .toList();
  }
}
