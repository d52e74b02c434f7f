package dev.parallax.model.plan;

import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.failure.Step;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Builds a {@link ProbeSpec}; each call changes one factor. */
public final class ProbeSpecBuilder {
  private String target;
  private Arm arm;
  private String variant;
  private Medium medium;
  private Scheme scheme;
  private String host;
  private int port;
  private Optional<Resolver> resolver;
  private Route route;
  private HelloSpec hello;
  private String path;
  private boolean upgrade;
  private Step lastStep;
  private boolean judgeCertificate;
  private int trials;
  private Exchange exchange;

  ProbeSpecBuilder(Target target) {
    this(
        new ProbeSpec(
            target.name(),
            Arm.BASE,
            "",
            Medium.TCP,
            target.scheme(),
            target.host(),
            target.port(),
            Optional.empty(),
            Route.FREE.via(target.pinned()),
            hello(target),
            target.path(),
            target.scheme().upgrades(),
            target.scheme().lastStep(),
            target.scheme().encrypted(),
            1,
            Exchange.DEFAULT));
  }

  /** The plan's recipe is for HTTP; other schemes offer other application protocols. */
  private static HelloSpec hello(Target target) {
    var named = HelloSpec.named(target.serverName());
    var recipe = HelloRecipe.STANDARD.offering(target.scheme());
    return recipe.equals(HelloRecipe.STANDARD) || !target.scheme().encrypted()
        ? named
        : named.by(recipe);
  }

  ProbeSpecBuilder(ProbeSpec like) {
    target = like.target();
    arm = like.arm();
    variant = like.variant();
    medium = like.medium();
    scheme = like.scheme();
    host = like.host();
    port = like.port();
    resolver = like.resolver();
    route = like.route();
    hello = like.hello();
    path = like.path();
    upgrade = like.upgrade();
    lastStep = like.lastStep();
    judgeCertificate = like.judgeCertificate();
    trials = like.trials();
    exchange = like.exchange();
  }

  /** Under this arm's name. */
  public ProbeSpecBuilder as(Arm other, String parameter) {
    arm = other;
    variant = parameter;
    return this;
  }

  public ProbeSpecBuilder forTarget(Target other) {
    target = other.name();
    return this;
  }

  public ProbeSpecBuilder over(Medium other) {
    medium = other;
    return this;
  }

  public ProbeSpecBuilder scheme(Scheme other) {
    scheme = other;
    return this;
  }

  public ProbeSpecBuilder host(String other) {
    host = other;
    return this;
  }

  public ProbeSpecBuilder port(int other) {
    port = other;
    return this;
  }

  public ProbeSpecBuilder asking(Resolver other) {
    resolver = Optional.of(other);
    return this;
  }

  public ProbeSpecBuilder at(InetAddress address) {
    return route(old -> old.via(Optional.of(address)));
  }

  public ProbeSpecBuilder route(UnaryOperator<Route> change) {
    route = change.apply(route);
    return this;
  }

  public ProbeSpecBuilder serverName(Optional<String> other) {
    hello = new HelloSpec(other, hello.recipe(), hello.delay(), hello.presentCertificate());
    return this;
  }

  public ProbeSpecBuilder hello(UnaryOperator<HelloSpec> change) {
    hello = change.apply(hello);
    return this;
  }

  public ProbeSpecBuilder path(String other) {
    path = other;
    return this;
  }

  public ProbeSpecBuilder upgrading() {
    upgrade = true;
    return this;
  }

  public ProbeSpecBuilder until(Step last) {
    lastStep = last;
    return this;
  }

  /** Whether an invalid certificate is a failure. */
  public ProbeSpecBuilder judged(boolean judge) {
    judgeCertificate = judge;
    return this;
  }

  /** Only this far; an invalid certificate is then no failure. */
  public ProbeSpecBuilder only(Step last) {
    return until(last).judged(false);
  }

  public ProbeSpecBuilder trials(int other) {
    trials = other;
    return this;
  }

  /** What is sent beyond the default request, and what must come back. */
  public ProbeSpecBuilder exchanging(Exchange other) {
    exchange = other;
    return this;
  }

  public ProbeSpec build() {
    return new ProbeSpec(
        target,
        arm,
        variant,
        medium,
        scheme,
        host,
        port,
        resolver,
        route,
        hello,
        path,
        upgrade,
        lastStep,
        judgeCertificate,
        trials,
        exchange);
  }
}
