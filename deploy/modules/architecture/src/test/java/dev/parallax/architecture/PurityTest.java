package dev.parallax.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.channels.Channel;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/** Pure means no I/O, no clock, no randomness, no threads. */
@AnalyzeClasses(packages = "dev.parallax", importOptions = ImportOption.DoNotIncludeTests.class)
final class PurityTest {
  private static final String MODEL = "dev.parallax.model..";
  private static final String IDNA = "dev.parallax.idna..";
  private static final String TEXT = "dev.parallax.text..";
  private static final String CERTIFICATE = "dev.parallax.certificate..";

  /** Names in certificates; pure like the rest of {@code java.security.cert}. */
  private static final String X500 = "javax.security.auth.x500..";

  private static final String ATTRIBUTION = "dev.parallax.attribution..";
  private static final String PROMETHEUS = "dev.parallax.prometheus..";
  private static final String REPORT = "dev.parallax.report..";
  private static final String CLASSIFY = "dev.parallax.agent.classify..";
  private static final String STARTTLS = "dev.parallax.agent.starttls..";
  private static final String SCRIPT = "dev.parallax.agent.script..";
  private static final String[] PURE = {
    MODEL, IDNA, TEXT, CERTIFICATE, ATTRIBUTION, PROMETHEUS, REPORT, CLASSIFY, STARTTLS, SCRIPT
  };

  /** Error Prone's annotations leave no trace at run time. */
  private static final String ERROR_PRONE = "com.google.errorprone.annotations..";

  /** Regular expressions in linear time; pure. */
  private static final String RE2 = "com.google.re2j..";

  private static final String JSPECIFY = "org.jspecify.annotations..";

  /** {@link Math} may give another last digit on another processor; {@link StrictMath} may not. */
  @ArchTest
  static final ArchRule verdictsAreTheSameOnEveryProcessor =
      noClasses()
          .that()
          .resideInAnyPackage(ATTRIBUTION, REPORT)
          .should()
          .callMethodWhere(
              target(owner(type(Math.class)))
                  .and(target(nameMatching("exp|expm1|log|log10|log1p|pow|sin|cos|tan|cbrt"))));

  @ArchTest
  static final ArchRule textKnowsOnlyJava =
      classes()
          .that()
          .resideInAPackage(TEXT)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", JSPECIFY, ERROR_PRONE, TEXT);

  @ArchTest
  static final ArchRule modelKnowsOnlyJavaAndText =
      classes()
          .that()
          .resideInAPackage(MODEL)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", JSPECIFY, ERROR_PRONE, RE2, TEXT, IDNA, MODEL);

  @ArchTest
  static final ArchRule idnaKnowsOnlyJava =
      classes()
          .that()
          .resideInAPackage(IDNA)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", JSPECIFY, ERROR_PRONE, IDNA);

  @ArchTest
  static final ArchRule certificateKnowsOnlyTheModel =
      classes()
          .that()
          .resideInAPackage(CERTIFICATE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", X500, JSPECIFY, ERROR_PRONE, TEXT, MODEL, CERTIFICATE);

  @ArchTest
  static final ArchRule attributionKnowsOnlyTheModel =
      classes()
          .that()
          .resideInAPackage(ATTRIBUTION)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", JSPECIFY, ERROR_PRONE, TEXT, MODEL, ATTRIBUTION);

  @ArchTest
  static final ArchRule classifyKnowsOnlyTheModelAndExceptions =
      classes()
          .that()
          .resideInAPackage(CLASSIFY)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.net.ssl..",
              "javax.security..",
              JSPECIFY,
              ERROR_PRONE,
              TEXT,
              MODEL,
              CLASSIFY);

  @ArchTest
  static final ArchRule startTlsKnowsOnlyTheModel =
      classes()
          .that()
          .resideInAPackage(STARTTLS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", JSPECIFY, ERROR_PRONE, TEXT, MODEL, STARTTLS);

  @ArchTest
  static final ArchRule scriptKnowsOnlyTheModelAndClassifiers =
      classes()
          .that()
          .resideInAPackage(SCRIPT)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", JSPECIFY, ERROR_PRONE, MODEL, CLASSIFY, SCRIPT);

  @ArchTest
  static final ArchRule reportKnowsOnlyVerdictsAndJson =
      classes()
          .that()
          .resideInAPackage(REPORT)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.fasterxml.jackson..",
              JSPECIFY,
              ERROR_PRONE,
              TEXT,
              MODEL,
              ATTRIBUTION,
              PROMETHEUS,
              REPORT);

  @ArchTest
  static final ArchRule prometheusKnowsOnlyTheModelAndItsLibrary =
      classes()
          .that()
          .resideInAPackage(PROMETHEUS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "io.prometheus..", JSPECIFY, ERROR_PRONE, TEXT, MODEL, PROMETHEUS);

  @ArchTest
  static final ArchRule noClock =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now");

  @ArchTest
  static final ArchRule noChance =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, SecureRandom.class, ThreadLocalRandom.class)
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule noThreads =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Executor.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent.locks..");

  @ArchTest
  static final ArchRule noFilesAndNoSockets =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Files.class, File.class, ProcessBuilder.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Channel.class)
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(
              Socket.class, ServerSocket.class, DatagramSocket.class, URLConnection.class)
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
