package dev.parallax.evaluate;

import dev.parallax.model.Cause;
import dev.parallax.model.FailureWord;
import dev.parallax.model.VantageId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A fault said in few words: whom it reaches, when it strikes, and what it does at one stage. */
final class Rule extends Fault {
  private final Reach reach;
  private Predicate<Flow> concerns = Flow::toTarget;
  private Whim whim = Whim.ALWAYS;
  private Function<Flow, @Nullable Fate> syn = flow -> null;
  private Function<Flow, @Nullable Fate> accepted = flow -> null;
  private Function<Flow, @Nullable Fate> hello = flow -> null;
  private Function<Flow, @Nullable Fate> flight = flow -> null;
  private Function<Flow, @Nullable Chain> chain = flow -> null;
  private Function<Flow, @Nullable Fate> http = flow -> null;
  private Function<Question, @Nullable Reply> name = question -> null;
  private double loss;
  private boolean echo;
  private boolean anywhere;
  private double residual;
  private final Map<VantageId, Double> angryUntil = new HashMap<>();

  Rule(Cause id, Locus locus, Reach reach, String told) {
    super(id, locus, told + " (" + reach.told() + ")");
    this.reach = reach;
  }

  Reach reach() {
    return reach;
  }

  Rule about(Predicate<Flow> flows) {
    concerns = flows;
    return this;
  }

  Rule when(Whim other) {
    whim = other;
    return this;
  }

  Rule onSyn(Function<Flow, @Nullable Fate> does) {
    syn = does;
    return this;
  }

  Rule onAccepted(Function<Flow, @Nullable Fate> does) {
    accepted = does;
    return this;
  }

  Rule onHello(Function<Flow, @Nullable Fate> does) {
    hello = does;
    return this;
  }

  Rule onFlight(Function<Flow, @Nullable Fate> does) {
    flight = does;
    return this;
  }

  Rule sends(Function<Flow, @Nullable Chain> other) {
    chain = other;
    return this;
  }

  Rule onHttp(Function<Flow, @Nullable Fate> does) {
    http = does;
    return this;
  }

  Rule onName(Function<Question, @Nullable Reply> says) {
    name = says;
    return this;
  }

  Rule losing(double share) {
    loss = share;
    return this;
  }

  Rule echoToo(boolean too) {
    echo = too;
    return this;
  }

  /** Once it struck, everything of that client's there is struck for so long. */
  Rule residual(double seconds) {
    residual = seconds;
    return this;
  }

  /** What it does to flows it does to anybody's; only its answers are for those it reaches. */
  Rule toAnybody() {
    anywhere = true;
    return this;
  }

  private boolean passes(Flow flow) {
    return (anywhere || reach.contains(flow.place())) && concerns.test(flow);
  }

  private @Nullable Fate at(Function<Flow, @Nullable Fate> stage, Flow flow) {
    if (!passes(flow)) {
      return null;
    }
    var fate = stage.apply(flow);
    return fate == null || !whim.strikes(flow) ? null : fate;
  }

  @Override
  @Nullable Reply name(Question question) {
    return reach.contains(question.place()) ? name.apply(question) : null;
  }

  @Override
  @Nullable Fate syn(Flow flow) {
    return at(syn, flow);
  }

  @Override
  @Nullable Fate accepted(Flow flow) {
    return at(accepted, flow);
  }

  @Override
  @Nullable Fate hello(Flow flow) {
    var fate = at(hello, flow);
    if (residual == 0 || !reach.contains(flow.place()) || !flow.toTarget()) {
      return fate;
    }
    var id = flow.place().id();
    if (fate != null) {
      angryUntil.put(id, flow.time() + residual);
      return fate;
    }
    return angryUntil.getOrDefault(id, 0.0) > flow.time()
        ? Fate.tls(FailureWord.RESET_AFTER_HELLO, flow.rtt() * 0.4)
        : null;
  }

  @Override
  @Nullable Fate flight(Flow flow) {
    return at(flight, flow);
  }

  @Override
  @Nullable Chain chain(Flow flow) {
    if (!passes(flow)) {
      return null;
    }
    var other = chain.apply(flow);
    return other == null || !whim.strikes(flow) ? null : other;
  }

  @Override
  @Nullable Fate http(Flow flow) {
    return at(http, flow);
  }

  @Override
  double loss(Flow flow) {
    return loss > 0 && passes(flow) ? loss : 0;
  }

  @Override
  boolean stopsEcho(Flow flow) {
    return echo && passes(flow);
  }
}
