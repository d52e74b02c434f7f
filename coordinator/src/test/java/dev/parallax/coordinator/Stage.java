package dev.parallax.coordinator;

import com.google.protobuf.ByteString;
import dev.parallax.fleet.AgentKeys;
import dev.parallax.fleet.authority.Identity;
import dev.parallax.fleet.authority.OperatorFiles;
import dev.parallax.host.CaBundle;
import dev.parallax.installer.AgentPackages;
import dev.parallax.installer.InstallerConfig;
import dev.parallax.model.value.Bytes;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.v1.Assignment;
import dev.parallax.v1.CreateTokenRequest;
import dev.parallax.v1.DrainVantageRequest;
import dev.parallax.v1.EnrolRequest;
import dev.parallax.v1.EnrolmentServiceGrpc;
import dev.parallax.v1.ListVantagesRequest;
import dev.parallax.v1.OperatorServiceGrpc;
import dev.parallax.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import dev.parallax.v1.VantageStatus;
import dev.parallax.web.access.WebConfig;
import dev.parallax.wire.Contract;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A coordinator on loopback with an operator and honest agents. */
final class Stage implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  /** Referenced, so that its level is not lost by garbage collection. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private final Path folder;
  private final List<PlanAgent> planAgents = new ArrayList<>();
  private final Coordinator coordinator;
  private final Deque<ManagedChannel> channels = new ArrayDeque<>();
  private final OperatorServiceBlockingStub operator;

  Stage(Path folder) throws Exception {
    this(folder, Optional.empty(), Optional.empty(), AgentPackages.NONE);
  }

  /** With pages, and an authority by which chains are checked centrally. */
  static Stage withPages(Path folder) throws Exception {
    var authority =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=root")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    var bundle = Files.writeString(folder.resolve("bundle.pem"), authority.getCertificatePEM());
    var local = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    return new Stage(
        folder,
        Optional.of(CaBundle.read(bundle)),
        Optional.of(new WebConfig(local, Optional.empty(), Set.of())),
        AgentPackages.NONE);
  }

  /** With packages for new hosts. */
  static Stage withPackages(Path folder, AgentPackages packages) throws Exception {
    return new Stage(folder, Optional.empty(), Optional.empty(), packages);
  }

  private Stage(
      Path folder, Optional<CaBundle> trusted, Optional<WebConfig> web, AgentPackages packages)
      throws Exception {
    // As in `parallax serve`: gRPC's warnings contain stack traces caused by peers.
    GRPC.setLevel(Level.SEVERE);
    this.folder = folder;
    this.coordinator =
        Coordinator.start(
            new CoordinatorConfig(
                folder,
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                new SweepSettings(List.of(), List.of(), Optional.empty()),
                Optional.empty(),
                StoreConfig.DEFAULT,
                trusted,
                web,
                new InstallerConfig(Optional.empty(), packages)),
            Clock.systemUTC());
    this.operator = OperatorServiceGrpc.newBlockingStub(asOperator());
  }

  /** A channel with the operator certificate that is in the data folder now. */
  ManagedChannel asOperator() throws IOException {
    var identity = identity();
    return open(trusting().keyManager(identity.key(), identity.certificate()));
  }

  /** Waits until the data folder contains another operator certificate than that of this number. */
  void awaitNewOperator(String serial) throws IOException {
    var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (serial.equals(Files.exists(folder.resolve("operator/cert.pem")) ? serial() : serial)) {
      if (System.nanoTime() > patience) {
        throw new AssertionError("the operator certificate is still " + serial);
      }
      Thread.onSpinWait();
    }
  }

  private String serial() throws IOException {
    return OperatorFiles.certificate(operatorFile("cert"))
        .map(found -> found.getSerialNumber().toString(16))
        .orElseThrow();
  }

  private Identity identity() throws IOException {
    return OperatorFiles.read(operatorFile("key"), operatorFile("cert"), operatorFile("ca"));
  }

  InetSocketAddress address() {
    var text = coordinator.address();
    return new InetSocketAddress(
        InetAddress.ofLiteral("127.0.0.1"),
        Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)));
  }

  OperatorServiceBlockingStub operator() {
    return operator.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** A vantage that joins now, with its stream open and greeted. */
  HonestAgent agent(String name) throws Exception {
    var keys = AgentKeys.generate();
    var certificate = enrol(name, keys);
    return new HonestAgent(with(keys.pair().getPrivate(), certificate));
  }

  /** A vantage that joins now, with its stream open and not yet greeted. */
  PlanAgent planAgent(String name, BiConsumer<PlanAgent, Assignment> behaviour) throws Exception {
    var keys = AgentKeys.generate();
    var certificate = enrol(name, keys);
    var agent = new PlanAgent(with(keys.pair().getPrivate(), certificate), name, behaviour);
    planAgents.add(agent);
    return agent;
  }

  URI page(String path) {
    return URI.create(coordinator.webAddress().orElseThrow()).resolve(path);
  }

  X509Certificate enrol(String name, AgentKeys keys) throws CertificateException {
    var token = operator().createToken(CreateTokenRequest.getDefaultInstance()).getToken();
    var answer =
        EnrolmentServiceGrpc.newBlockingStub(anonymous())
            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .enrol(
                EnrolRequest.newBuilder()
                    .setToken(token)
                    .setName(name)
                    .setSigningRequest(bytes(keys.signingRequest()))
                    .build());
    return certificate(answer.getCertificate());
  }

  ManagedChannel anonymous() {
    return open(trusting());
  }

  ManagedChannel with(PrivateKey key, X509Certificate certificate) {
    return open(trusting().keyManager(key, certificate));
  }

  VantageStatus vantage(String name) {
    return operator()
        .listVantages(ListVantagesRequest.getDefaultInstance())
        .getVantagesList()
        .stream()
        .filter(status -> status.getVantage().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Whether the greeting of an agent is still under way. */
  boolean awaitsGreeting() {
    return planAgents.stream()
        .filter(PlanAgent::isGreeted)
        .anyMatch(agent -> vantage(agent.name()).getStatus().equals("offline"));
  }

  /** Sends the vantage's agent a message, which shows that the operator's and its link work. */
  void drain(String name) {
    operator().drainVantage(DrainVantageRequest.newBuilder().setName(name).build());
  }

  static X509Certificate certificate(ByteString der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(der.newInput());
  }

  static ByteString bytes(Bytes content) {
    return ByteString.copyFrom(content.toArray());
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    coordinator.close();
  }

  private ManagedChannel open(SslContextBuilder tls) {
    try {
      var channel =
          NettyChannelBuilder.forAddress(address())
              .overrideAuthority(Contract.COORDINATOR_NAME)
              .sslContext(tls.build())
              .build();
      channels.push(channel);
      return channel;
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static SslContextBuilder trusting() {
    return GrpcSslContexts.forClient()
        .protocols("TLSv1.3")
        .trustManager(InsecureTrustManagerFactory.INSTANCE);
  }

  private String operatorFile(String name) throws IOException {
    return Files.readString(folder.resolve("operator").resolve(name + ".pem"));
  }
}
