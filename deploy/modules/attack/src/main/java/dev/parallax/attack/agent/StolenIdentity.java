package dev.parallax.attack.agent;

import dev.parallax.agent.link.AgentIdentity;
import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import dev.parallax.keys.Pem;
import dev.parallax.model.vantage.VantageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A second stream with the key and certificate of an honest agent, opened again and again. */
public final class StolenIdentity implements Attack {
  private static final int STREAMS = 5;

  private final BooleanSupplier victimLives;
  private String ending = "";

  /**
   * @param victimLives whether the true agent's process runs, checked after the attack
   */
  public StolenIdentity(BooleanSupplier victimLives) {
    this.victimLives = victimLives;
  }

  @Override
  public String name() {
    return "agent/stolen-key";
  }

  @Override
  public String launch(Installation at) throws Exception {
    try (var agent = RogueAgent.with(at, copied(at.agentState()))) {
      for (int stream = 0; stream < STREAMS; stream++) {
        var opened = agent.stream().hello(Map.of());
        TimeUnit.SECONDS.sleep(1);
        ending = opened.ending();
      }
    }
    return STREAMS + " streams with a copied key";
  }

  private static AgentIdentity copied(Path state) throws IOException, GeneralSecurityException {
    var certificate = Pem.certificate(Files.readString(state.resolve("cert.pem")));
    return new AgentIdentity(
        new VantageId(state.getFileName().toString()),
        Pem.key(Files.readString(state.resolve("key.pem"))),
        certificate,
        Pem.certificate(Files.readString(state.resolve("ca.pem"))));
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    boolean lives = victimLives.getAsBoolean();
    return AttackResult.of(
        lives, (lives ? "the true agent goes on" : "the true agent has exited") + ", " + ending);
  }
}
