package dev.parallax.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** The packages of one area form layers: none of them depends on itself by way of another. */
@AnalyzeClasses(packages = "dev.parallax", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTest {
  @ArchTest static final ArchRule reportHasNoCycles = layers("dev.parallax.report");

  @ArchTest static final ArchRule webHasNoCycles = layers("dev.parallax.web");

  @ArchTest static final ArchRule cliHasNoCycles = layers("dev.parallax.cli");

  @ArchTest static final ArchRule probeHasNoCycles = layers("dev.parallax.agent.probe");

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
