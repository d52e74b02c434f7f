package dev.parallax.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** The permitted dependencies, and the packages that use Netty, gRPC and the generated messages. */
@AnalyzeClasses(packages = "dev.parallax", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArrowsTest {
  private static final String[] AGENT = {"dev.parallax.agent.."};
  private static final String[] COORDINATOR = {
    "dev.parallax.attribution..",
    "dev.parallax.cli..",
    "dev.parallax.coordinator..",
    "dev.parallax.fleet..",
    "dev.parallax.health..",
    "dev.parallax.installer..",
    "dev.parallax.listener..",
    "dev.parallax.names..",
    "dev.parallax.outlet..",
    "dev.parallax.prometheus..",
    "dev.parallax.relay..",
    "dev.parallax.report..",
    "dev.parallax.revocation..",
    "dev.parallax.rpc..",
    "dev.parallax.store..",
    "dev.parallax.sweep..",
    "dev.parallax.watch..",
    "dev.parallax.web.."
  };

  @ArchTest
  static final ArchRule everyPackageHasItsPlace =
      classes()
          .should()
          .resideInAnyPackage(
              concat(
                  concat(AGENT, COORDINATOR),
                  "dev.parallax.attack..",
                  "dev.parallax.bench..",
                  "dev.parallax.browser..",
                  "dev.parallax.certificate..",
                  "dev.parallax.conformance..",
                  "dev.parallax.credentials..",
                  "dev.parallax.demo..",
                  "dev.parallax.evaluate..",
                  "dev.parallax.host..",
                  "dev.parallax.idna..",
                  "dev.parallax.keys..",
                  "dev.parallax.lab..",
                  "dev.parallax.log..",
                  "dev.parallax.model..",
                  "dev.parallax.peer..",
                  "dev.parallax.pins..",
                  "dev.parallax.stage..",
                  "dev.parallax.starved..",
                  "dev.parallax.supervision..",
                  "dev.parallax.text..",
                  "dev.parallax.v1..",
                  "dev.parallax.wire.."));

  @ArchTest
  static final ArchRule theAgentDoesNotKnowTheCoordinator =
      noClasses()
          .that()
          .resideInAnyPackage(AGENT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(COORDINATOR);

  @ArchTest
  static final ArchRule theCoordinatorDoesNotKnowTheAgent =
      noClasses()
          .that()
          .resideInAnyPackage(COORDINATOR)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(AGENT);

  @ArchTest
  static final ArchRule theContractKnowsNeitherProgram =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.parallax.certificate..",
              "dev.parallax.credentials..",
              "dev.parallax.host..",
              "dev.parallax.idna..",
              "dev.parallax.keys..",
              "dev.parallax.log..",
              "dev.parallax.model..",
              "dev.parallax.supervision..",
              "dev.parallax.text..",
              "dev.parallax.wire..",
              "dev.parallax.v1..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(concat(AGENT, COORDINATOR));

  @ArchTest
  static final ArchRule sweepsKnowNothingOfTheirCallers =
      noClasses()
          .that()
          .resideInAPackage("dev.parallax.sweep..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.parallax.rpc..",
              "dev.parallax.web..",
              "dev.parallax.cli..",
              "dev.parallax.report..",
              "dev.parallax.coordinator..");

  /**
   * The packages of the engine are internal: its public interface is two classes and their
   * parameters and results.
   */
  @ArchTest
  static final ArchRule attributionHasOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.parallax.attribution..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.parallax.attribution.*..");

  @ArchTest
  static final ArchRule attributionHasNoCycles =
      slices().matching("dev.parallax.attribution.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule attributionsRoomsDoNotKnowTheDoor =
      noClasses()
          .that()
          .resideInAPackage("dev.parallax.attribution.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.parallax.attribution");

  @ArchTest
  static final ArchRule protoEndsWhereItIsSpoken =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.parallax.v1..",
              "dev.parallax.wire..",
              "dev.parallax.rpc..",
              "dev.parallax.agent.link..",
              // The spool keeps messages as they are sent.
              "dev.parallax.agent.spool..",
              "dev.parallax.cli..",
              // Attackers, and agents that lie, write messages no codec would write; the check of
              // faults reads what agents sent.
              "dev.parallax.attack..",
              "dev.parallax.bench.fault..")
          // The store uses the encoding of the contract, in this one place.
          .and()
          .doNotHaveFullyQualifiedName("dev.parallax.store.sql.Blobs")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.parallax.v1..");

  @ArchTest
  static final ArchRule nettyEndsAtTheSockets =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.parallax.agent.probe..",
              // The delay is that of Netty's event loops.
              "dev.parallax.agent.delay..",
              "dev.parallax.agent.dns..",
              "dev.parallax.agent.link..",
              "dev.parallax.agent.responder..",
              "dev.parallax.agent.socket..",
              "dev.parallax.fleet..",
              "dev.parallax.listener..",
              "dev.parallax.names..",
              "dev.parallax.cli..",
              "dev.parallax.web.http..",
              "dev.parallax.attack..",
              "dev.parallax.demo..",
              "dev.parallax.peer..")
          // The wiring hands the TLS context on; the facts name the TLS library.
          .and()
          .doNotHaveFullyQualifiedName("dev.parallax.coordinator.Coordinator")
          .and()
          .doNotHaveFullyQualifiedName("dev.parallax.agent.host.HostFacts")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty..", "io.grpc.netty..");

  @ArchTest
  static final ArchRule sqlEndsInTheStore =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.parallax.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..", "org.postgresql..", "com.zaxxer..");

  private static String[] concat(String[] some, String... more) {
    var all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
