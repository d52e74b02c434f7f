package dev.parallax.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.Permit;
import dev.parallax.agent.socket.Dialer;
import io.netty.bootstrap.Bootstrap;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.Predicate;

/**
 * The agent has one gate: every address of a plan needs a permit, and only the gate creates
 * permits. Native sockets stay in {@code agent.path}, whose two senders require a permit.
 */
@AnalyzeClasses(
    packages = "dev.parallax.agent",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class SocketsTest {
  private static final List<Class<?>> PLATFORM =
      List.of(
          Socket.class,
          ServerSocket.class,
          DatagramSocket.class,
          URLConnection.class,
          HttpClient.class,
          AsynchronousSocketChannel.class,
          DatagramChannel.class,
          ServerSocketChannel.class,
          SocketChannel.class);

  @ArchTest
  static final ArchRule onlyTheDialerConnectsChannels =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Dialer.class.getName())
          .should()
          .callMethodWhere(call("Bootstrap.connect", one -> isOf(one, Bootstrap.class, "connect")));

  @ArchTest
  static final ArchRule onlyTheGateGivesPermits =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Gate.class.getName())
          .should()
          .callConstructorWhere(
              call("new Permit", one -> one.getTargetOwner().isEquivalentTo(Permit.class)));

  /** The exceptions send no packet: two query the routing table, one tries a local address. */
  @ArchTest
  static final ArchRule nothingUsesTheSocketsOfThePlatform =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.parallax.agent.probe.trial.LocalRoutes")
          .and()
          .doNotHaveFullyQualifiedName("dev.parallax.agent.policy.LiveAddresses")
          .and()
          .doNotHaveFullyQualifiedName("dev.parallax.agent.command.LocalAddress")
          .should()
          .callCodeUnitWhere(
              call(
                  "a socket of the platform",
                  one -> PLATFORM.stream().anyMatch(one.getTargetOwner()::isAssignableTo)));

  @ArchTest
  static final ArchRule nativeSocketsStayInThePathPackages =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.parallax.agent.path..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "dev\\.parallax\\.agent\\.path\\.(kernel\\.(Fd|Libc)|capture\\.PacketSocket)");

  @ArchTest
  static final ArchRule nativeSocketsStayInThePathPackage =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.parallax.agent.path.kernel.Fd")
          .should()
          .callMethodWhere(
              call(
                  "Libc.socket or Libc.connect",
                  one ->
                      one.getTargetOwner().getName().equals("dev.parallax.agent.path.kernel.Libc")
                          && (one.getName().equals("socket") || one.getName().equals("connect"))));

  private static boolean isOf(JavaCall<?> call, Class<?> owner, String name) {
    return call.getTargetOwner().isAssignableTo(owner) && call.getName().equals(name);
  }

  private static DescribedPredicate<JavaCall<?>> call(
      String words, Predicate<JavaCall<?>> predicate) {
    return describe(words, predicate);
  }
}
