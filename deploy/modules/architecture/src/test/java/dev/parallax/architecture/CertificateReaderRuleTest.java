package dev.parallax.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.InputStream;
import java.security.cert.CertificateFactory;

/** Bytes of the network become certificates by the guarded reader alone. */
@AnalyzeClasses(packages = "dev.parallax", importOptions = ImportOption.DoNotIncludeTests.class)
final class CertificateReaderRuleTest {
  /** The reader itself. */
  private static final String READER = "dev.parallax.certificate.reader.CertificateReader";

  /** CA files of this host, and a certificate the agent made a moment before. */
  private static final String[] LOCAL = {
    READER,
    "dev.parallax.host.CaBundle",
    "dev.parallax.agent.probe.trial.ProberConfig",
    "dev.parallax.agent.probe.tls.SelfSignedKey"
  };

  @ArchTest
  static final ArchRule onlyTheGuardedReaderParses =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(LOCAL[0])
          .and()
          .doNotHaveFullyQualifiedName(LOCAL[1])
          .and()
          .doNotHaveFullyQualifiedName(LOCAL[2])
          .and()
          .doNotHaveFullyQualifiedName(LOCAL[3])
          .should()
          .callMethod(CertificateFactory.class, "generateCertificate", InputStream.class)
          .orShould()
          .callMethod(CertificateFactory.class, "generateCertificates", InputStream.class);
}
