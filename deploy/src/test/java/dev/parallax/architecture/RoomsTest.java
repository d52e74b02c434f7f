package dev.parallax.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The packages of one area form layers: none of them depends on itself by way of another. */
@AnalyzeClasses(packages = "dev.parallax", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTest {
  private static final List<String> AREAS =
      List.of("attack", "bench", "browser", "demo", "evaluate", "lab", "stage");

  private static final long LARGEST = 20;

  @ArchTest static final ArchRule reportHasNoCycles = layers("dev.parallax.report");

  @ArchTest static final ArchRule webHasNoCycles = layers("dev.parallax.web");

  @ArchTest static final ArchRule cliHasNoCycles = layers("dev.parallax.cli");

  @ArchTest static final ArchRule evaluateHasNoCycles = layers("dev.parallax.evaluate");

  @ArchTest static final ArchRule labHasNoCycles = layers("dev.parallax.lab");

  @ArchTest
  static final ArchRule attackUsesTheHarnessAndPeers = uses("attack", "stage", "demo.peer");

  @ArchTest
  static final ArchRule benchUsesTheHarnessAndSpeed =
      uses("bench", "stage", "browser", "evaluate.speed");

  @ArchTest static final ArchRule browserStandsAlone = uses("browser");

  @ArchTest static final ArchRule demoUsesTheHarness = uses("demo", "stage");

  @ArchTest static final ArchRule evaluateStandsAlone = uses("evaluate");

  @ArchTest static final ArchRule labUsesTheHarness = uses("lab", "stage");

  @ArchTest static final ArchRule harnessStandsAlone = uses("stage");

  /** No package of an area of {@code deploy} holds more classes than a reader takes in. */
  @ArchTest
  static void packagesAreSmall(JavaClasses all) {
    var sizes =
        all.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .filter(type -> type.getPackageName().matches("dev\\.parallax\\.(evaluate|lab)\\b.*"))
            .collect(groupingBy(JavaClass::getPackageName, TreeMap::new, counting()));
    assertFalse(sizes.isEmpty());
    sizes.values().removeIf(count -> count <= LARGEST);
    assertEquals(Map.of(), sizes);
  }

  /** An area of {@code deploy} depends on these packages of the other areas and on no more. */
  private static ArchRule uses(String area, String... packages) {
    var allowed =
        Stream.concat(Stream.of(area), Stream.of(packages))
            .map(name -> "dev.parallax." + name + "..")
            .toArray(String[]::new);
    var areas = AREAS.stream().map(name -> "dev.parallax." + name + "..").toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("dev.parallax." + area + "..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(areas).and(DescribedPredicate.not(resideInAnyPackage(allowed))));
  }

  private static ArchRule layers(String area) {
    return slices().assignedFrom(new PackagesOf(area)).should().beFreeOfCycles();
  }

  /** A slice for each package of the area, the area's own package among them. */
  private record PackagesOf(String area) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      var name = type.getPackageName();
      return name.equals(area) || name.startsWith(area + ".")
          ? SliceIdentifier.of(name)
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of " + area;
    }
  }
}
