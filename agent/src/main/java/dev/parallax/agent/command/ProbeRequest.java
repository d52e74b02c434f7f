package dev.parallax.agent.command;

import dev.parallax.agent.config.AgentProperties;
import dev.parallax.agent.config.ExitException;
import dev.parallax.agent.host.HostConfiguration;
import dev.parallax.agent.host.HostFiles;
import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ArmInputs;
import dev.parallax.model.plan.ArmProbes;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.plan.TargetLine;
import dev.parallax.text.Printable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of {@code probe}, checked: the plan that a coordinator would have sent, and the
 * settings of this host.
 */
record ProbeRequest(
    ProbePlan plan,
    Map<String, OriginCredentials> credentials,
    ProberConfig config,
    Policy policy) {
  private static final Duration SPACING = Duration.ofMillis(200);
  private static final int FARTHEST = 64;

  /** Needs a coordinator with other agents. */
  private static final Set<Arm> NOT_ALONE = EnumSet.of(Arm.RESPONDER, Arm.REFERENCE);

  static ProbeRequest of(ProbeOptions options, Map<String, String> environment) {
    var line = line(options);
    return new ProbeRequest(
        plan(options, line),
        ProbeCredentials.of(options.credentials, line),
        config(options, environment),
        policy(options));
  }

  /** A word of an option is named by that option, not as a part of the target. */
  private static TargetLine line(ProbeOptions options) {
    try {
      return TargetLine.parse(options.target, words(options));
    } catch (IllegalArgumentException malformed) {
      throw ExitException.usage(source(options) + ": " + malformed.getMessage());
    }
  }

  /** Where a malformed word is from: the target is well-formed alone, or it is not. */
  private static String source(ProbeOptions options) {
    if (options.requested.isEmpty() && options.expected.isEmpty()) {
      return "TARGET";
    }
    try {
      var _ = Target.parse(options.target);
      return options.requested.isEmpty() ? "--expect" : "--request, --expect";
    } catch (IllegalArgumentException malformed) {
      return "TARGET";
    }
  }

  private static ProbePlan plan(ProbeOptions options, TargetLine line) {
    var target = line.target();
    within("--trials", options.trials, 1, 100);
    within("--timeout", options.timeout, 0.1, 60);
    var probes = probes(options, line, family(options, target));
    if (probes.isEmpty()) {
      throw ExitException.usage("no such arm applies to " + target);
    }
    var timeout = Duration.ofMillis(Math.round(options.timeout * 1000));
    return new ProbePlan(1, probes, HelloRecipe.STANDARD, SPACING, timeout);
  }

  private static Family family(ProbeOptions options, Target target) {
    if (options.four && options.six) {
      throw ExitException.usage("-4 and -6 exclude each other");
    }
    var family = options.six ? Family.IPV6 : options.four ? Family.IPV4 : Family.ANY;
    if (!family.admits(target)) {
      throw ExitException.usage(
          (options.six ? "-6" : "-4")
              + ": expected a name or an "
              + family.title()
              + " address, got: "
              + target);
    }
    return family;
  }

  private static List<String> words(ProbeOptions options) {
    return Stream.concat(
            options.requested.stream().map(Exchange::requestWord),
            options.expected.stream().map(Exchange::expectationWord))
        .toList();
  }

  private static List<ProbeSpec> probes(ProbeOptions options, TargetLine line, Family family) {
    var arms = new ArmProbes(line.target(), line.exchange(), inputs(options));
    return arms(options.arms).stream()
        .flatMap(arm -> arms.of(arm).stream())
        .flatMap(probe -> probe.over(family).stream())
        .map(probe -> probe.but().trials(options.trials).build())
        .toList();
  }

  private static ArmInputs inputs(ProbeOptions options) {
    within("--hops", options.hops, 1, FARTHEST);
    return new ArmInputs(
        options.controlName,
        List.of(),
        options.neutral.map(text -> read("--neutral", text, Target::parse)),
        options.resolvers.stream()
            .map(text -> read("--other-resolver", text, Resolver::parse))
            .toList(),
        options.hops);
  }

  private static Set<Arm> arms(List<String> words) {
    var arms = EnumSet.noneOf(Arm.class);
    (words.isEmpty() ? List.of(Arm.BASE.word()) : words)
        .forEach(word -> arms.addAll(word.equals("all") ? alone() : EnumSet.of(arm(word))));
    return arms;
  }

  private static Set<Arm> alone() {
    return EnumSet.complementOf(EnumSet.copyOf(NOT_ALONE));
  }

  private static Arm arm(String word) {
    return Arm.of(word)
        .filter(alone()::contains)
        .orElseThrow(
            () ->
                ExitException.usage(
                    "--arm: expected one of "
                        + alone().stream().map(Arm::word).collect(Collectors.joining(", "))
                        + " or all, got: "
                        + Printable.escaped(word, Printable.LIMIT)));
  }

  private static ProberConfig config(ProbeOptions options, Map<String, String> environment) {
    var overrides =
        new HostConfiguration.Overrides(
            options.probing.bind.map(text -> read("--bind", text, LocalAddress::parse)),
            options.probing.resolver.map(
                text -> read("--resolver", text, AgentProperties::socketAddress)),
            options.probing.caBundle.map(Path::of));
    try {
      return new HostConfiguration(HostFiles.LINUX, overrides, environment, Clock.systemUTC())
          .checked()
          .config();
    } catch (IllegalArgumentException unusable) {
      throw ExitException.usage(String.valueOf(unusable.getMessage()));
    }
  }

  private static Policy policy(ProbeOptions options) {
    return Policy.of(
        options.probing.allow.stream().map(text -> read("--allow", text, Cidr::parse)).toList());
  }

  private static void within(String option, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw ExitException.usage(
          option
              + ": expected "
              + number(least)
              + " to "
              + number(most)
              + ", got: "
              + number(value));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
  }

  private static <T> T read(String option, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException malformed) {
      throw ExitException.usage(option + ": " + malformed.getMessage());
    }
  }
}
