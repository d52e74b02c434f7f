package dev.parallax.attack.stranger;

import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** 200 wrong login tokens, with the right token in between. */
public final class WrongBearers implements Attack {
  private static final int WRONG = 200;
  private static final int EACH = 10;
  private static final Duration IN_TIME = Duration.ofSeconds(5);

  private int right;
  private int admitted;
  private int intruders;

  @Override
  public String name() {
    return "stranger/wrong-bearers";
  }

  @Override
  public String launch(Installation at) {
    for (int i = 0; i < WRONG; i++) {
      intruders += isAdmitted(at, "wrong-" + i + "-".repeat(20)) ? 1 : 0;
      if (i % EACH == EACH - 1) {
        right++;
        admitted += isAdmitted(at, at.bearer()) ? 1 : 0;
      }
    }
    return WRONG + " wrong login tokens, the right one after every " + EACH;
  }

  private static boolean isAdmitted(Installation at, String token) {
    try {
      return at.webPort().get("/metrics", Optional.of(token), IN_TIME).status() == 200;
    } catch (IOException late) {
      return false;
    }
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    return AttackResult.of(
        admitted == right && intruders == 0,
        "%d of %d right tokens admitted, %d wrong ones".formatted(admitted, right, intruders));
  }
}
