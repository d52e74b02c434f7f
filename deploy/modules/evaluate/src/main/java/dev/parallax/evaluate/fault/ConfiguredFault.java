package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.DnsQuestion;
import dev.parallax.evaluate.network.QueryResult;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedFlow;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Cause;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A fault with a scope, a time pattern, and an effect at one stage. */
public final class ConfiguredFault extends Fault {
  private final FaultScope reach;
  private Predicate<SimulatedFlow> concerns = SimulatedFlow::toTarget;
  private FaultTrigger whim = FaultTrigger.ALWAYS;
  private Function<SimulatedFlow, @Nullable ConnectionFailure> syn = flow -> null;
  private Function<SimulatedFlow, @Nullable ConnectionFailure> accepted = flow -> null;
  private Function<SimulatedFlow, @Nullable ConnectionFailure> hello = flow -> null;
  private Function<SimulatedFlow, @Nullable ConnectionFailure> flight = flow -> null;
  private Function<SimulatedFlow, @Nullable SimulatedChain> chain = flow -> null;
  private Function<SimulatedFlow, @Nullable ConnectionFailure> http = flow -> null;
  private Function<DnsQuestion, @Nullable QueryResult> name = question -> null;
  private double loss;
  private boolean echo;
  private boolean anywhere;
  private double residual;
  private final Map<VantageId, Double> angryUntil = new HashMap<>();

  public ConfiguredFault(Cause id, Locus locus, FaultScope reach, String description) {
    super(id, locus, description + " (" + reach.description() + ")");
    this.reach = reach;
  }

  public FaultScope reach() {
    return reach;
  }

  public ConfiguredFault about(Predicate<SimulatedFlow> flows) {
    concerns = flows;
    return this;
  }

  ConfiguredFault when(FaultTrigger other) {
    whim = other;
    return this;
  }

  public ConfiguredFault onSyn(Function<SimulatedFlow, @Nullable ConnectionFailure> does) {
    syn = does;
    return this;
  }

  ConfiguredFault onAccepted(Function<SimulatedFlow, @Nullable ConnectionFailure> does) {
    accepted = does;
    return this;
  }

  ConfiguredFault onHello(Function<SimulatedFlow, @Nullable ConnectionFailure> does) {
    hello = does;
    return this;
  }

  ConfiguredFault onFlight(Function<SimulatedFlow, @Nullable ConnectionFailure> does) {
    flight = does;
    return this;
  }

  ConfiguredFault sends(Function<SimulatedFlow, @Nullable SimulatedChain> other) {
    chain = other;
    return this;
  }

  ConfiguredFault onHttp(Function<SimulatedFlow, @Nullable ConnectionFailure> does) {
    http = does;
    return this;
  }

  ConfiguredFault onName(Function<DnsQuestion, @Nullable QueryResult> says) {
    name = says;
    return this;
  }

  ConfiguredFault losing(double share) {
    loss = share;
    return this;
  }

  ConfiguredFault echoToo(boolean too) {
    echo = too;
    return this;
  }

  /** After a strike, all connections of that client at this place are struck for this time. */
  ConfiguredFault residual(double seconds) {
    residual = seconds;
    return this;
  }

  /** Its effect on flows applies to all flows; its DNS answers apply to its scope only. */
  ConfiguredFault toAnybody() {
    anywhere = true;
    return this;
  }

  private boolean passes(SimulatedFlow flow) {
    return (anywhere || reach.contains(flow.place())) && concerns.test(flow);
  }

  private @Nullable ConnectionFailure at(
      Function<SimulatedFlow, @Nullable ConnectionFailure> stage, SimulatedFlow flow) {
    if (!passes(flow)) {
      return null;
    }
    var fate = stage.apply(flow);
    return fate == null || !whim.strikes(flow) ? null : fate;
  }

  @Override
  public @Nullable QueryResult name(DnsQuestion question) {
    return reach.contains(question.place()) ? name.apply(question) : null;
  }

  @Override
  public @Nullable ConnectionFailure syn(SimulatedFlow flow) {
    return at(syn, flow);
  }

  @Override
  public @Nullable ConnectionFailure accepted(SimulatedFlow flow) {
    return at(accepted, flow);
  }

  @Override
  public @Nullable ConnectionFailure hello(SimulatedFlow flow) {
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
        ? ConnectionFailure.tls(FailureWord.RESET_AFTER_HELLO, flow.rtt() * 0.4)
        : null;
  }

  @Override
  public @Nullable ConnectionFailure flight(SimulatedFlow flow) {
    return at(flight, flow);
  }

  @Override
  public @Nullable SimulatedChain chain(SimulatedFlow flow) {
    if (!passes(flow)) {
      return null;
    }
    var other = chain.apply(flow);
    return other == null || !whim.strikes(flow) ? null : other;
  }

  @Override
  public @Nullable ConnectionFailure http(SimulatedFlow flow) {
    return at(http, flow);
  }

  @Override
  public double loss(SimulatedFlow flow) {
    return loss > 0 && passes(flow) ? loss : 0;
  }

  @Override
  public boolean stopsEcho(SimulatedFlow flow) {
    return echo && passes(flow);
  }
}
