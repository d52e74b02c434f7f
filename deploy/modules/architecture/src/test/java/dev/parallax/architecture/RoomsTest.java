package dev.parallax.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Comparator;
import java.util.List;

/**
 * The packages of one area form layers: none of them depends on itself by way of another. A package
 * is small enough that its file names can be read at a glance.
 */
@AnalyzeClasses(packages = "dev.parallax", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTest {
  @ArchTest static final ArchRule modelHasNoCycles = layers("dev.parallax.model");

  @ArchTest static final ArchRule certificateHasNoCycles = layers("dev.parallax.certificate");

  @ArchTest static final ArchRule wireHasNoCycles = layers("dev.parallax.wire");

  @ArchTest static final ArchRule benchHasNoCycles = layers("dev.parallax.bench");

  @ArchTest static final ArchRule reportHasNoCycles = layers("dev.parallax.report");

  @ArchTest static final ArchRule watchHasNoCycles = layers("dev.parallax.watch");

  @ArchTest static final ArchRule webHasNoCycles = layers("dev.parallax.web");

  @ArchTest static final ArchRule cliHasNoCycles = layers("dev.parallax.cli");

  @ArchTest static final ArchRule sweepHasNoCycles = layers("dev.parallax.sweep");

  @ArchTest static final ArchRule storeHasNoCycles = layers("dev.parallax.store");

  @ArchTest static final ArchRule fleetHasNoCycles = layers("dev.parallax.fleet");

  @ArchTest static final ArchRule rpcHasNoCycles = layers("dev.parallax.rpc");

  @ArchTest static final ArchRule agentHasNoCycles = layers("dev.parallax.agent");

  @ArchTest static final ArchRule evaluateHasNoCycles = layers("dev.parallax.evaluate");

  @ArchTest static final ArchRule labHasNoCycles = layers("dev.parallax.lab");

  /** The modules of {@code deploy} say the rest to the compiler. */
  @ArchTest
  static final ArchRule benchmarksUseOfTheEvaluationOnlyTheSpeedOfATarget =
      noClasses()
          .that()
          .resideInAPackage("dev.parallax.bench..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.parallax.evaluate..")
                  .and(not(resideInAPackage("dev.parallax.evaluate.speed.."))));

  @ArchTest
  static final ArchRule theHarnessHasNoCycles =
      slices().matching("dev.parallax.(browser|peer|pins|stage)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfEvaluateAreSmall =
      classes().that(areFirstOfTheirPackage("dev.parallax.evaluate")).should(haveFewNeighbours());

  @ArchTest
  static final ArchRule packagesOfTheLabAreSmall =
      classes().that(areFirstOfTheirPackage("dev.parallax.lab")).should(haveFewNeighbours());

  @ArchTest
  static final ArchRule packagesOfTheAgentAreSmall =
      classes().that(areFirstOfTheirPackage("dev.parallax.agent")).should(haveFewNeighbours());

  @ArchTest
  static final ArchRule packagesOfTheModelAreSmall =
      classes().that(areFirstOfTheirPackage("dev.parallax.model")).should(haveFewNeighbours());

  @ArchTest
  static final ArchRule packagesOfCertificatesAreSmall =
      classes()
          .that(areFirstOfTheirPackage("dev.parallax.certificate"))
          .should(haveFewNeighbours());

  @ArchTest
  static final ArchRule packagesOfTheCodecAreSmall =
      classes().that(areFirstOfTheirPackage("dev.parallax.wire")).should(haveFewNeighbours());

  @ArchTest
  static final ArchRule packagesOfTheBenchmarksAreSmall =
      classes().that(areFirstOfTheirPackage("dev.parallax.bench")).should(haveFewNeighbours());

  @ArchTest
  static final ArchRule packagesOfTheAttacksAreSmall =
      classes().that(areFirstOfTheirPackage("dev.parallax.attack")).should(haveFewNeighbours());

  /** Top-level types; a package about one subject needs fewer. */
  private static final int LARGEST_PACKAGE = 23;

  private static ArchRule layers(String area) {
    return slices().assignedFrom(new PackagesOf(area)).should().beFreeOfCycles();
  }

  private static DescribedPredicate<JavaClass> areFirstOfTheirPackage(String area) {
    return describe(
        "stand for a package of " + area,
        type ->
            isIn(area, type)
                && neighbours(type).stream().findFirst().filter(type::equals).isPresent());
  }

  private static ArchCondition<JavaClass> haveFewNeighbours() {
    return new ArchCondition<>("have at most " + LARGEST_PACKAGE + " types in their package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        int count = neighbours(type).size();
        events.add(
            new SimpleConditionEvent(
                type,
                count <= LARGEST_PACKAGE,
                type.getPackageName() + " has " + count + " types"));
      }
    };
  }

  private static List<JavaClass> neighbours(JavaClass type) {
    return type.getPackage().getClasses().stream()
        .filter(other -> other.getName().indexOf('$') < 0)
        .filter(other -> !other.getSimpleName().equals("package-info"))
        .sorted(Comparator.comparing(JavaClass::getName))
        .toList();
  }

  private static boolean isIn(String area, JavaClass type) {
    var name = type.getPackageName();
    return name.equals(area) || name.startsWith(area + ".");
  }

  /** A slice for each package of the area, the area's own package among them. */
  private record PackagesOf(String area) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return isIn(area, type)
          ? SliceIdentifier.of(type.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of " + area;
    }
  }
}
